import type {
  EntityStatus,
  NamespaceCallees,
  NamespaceMtls,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { placedCalls, type NamespaceCalls } from '../../model/entityCalls';
import type { OnClusters as Placed } from '../../model/onClusters';
import { isOld } from '../../model/verdict';
import { Fields, Subtitle, type Field } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { Mono, Quiet } from '../ui';
import { MtlsState } from '../ui/MtlsState';
import { CallerRules } from './CallerRules';
import styles from './tab.module.css';
import { OnClusters } from './OnClusters';

/** Who may call the namespaces of an entity, and whom they call; absent where that is not known. */
export function EntityCalls(props: { status: EntityStatus }) {
  const { t } = usePageWords();
  const placed = placedCalls(props.status);
  if (!placed.length) {
    return null;
  }
  return (
    <>
      <Subtitle>{t('calls.title')}</Subtitle>
      <ul className={styles.rows}>
        {placed.map(item => (
          <li
            key={`${item.namespace} ${item.clusters[0].ref}`}
            className={styles.callsRow}
          >
            <OnClusters placed={item}>
              <Mono>{item.namespace}</Mono>
            </OnClusters>
            <Calls placed={item} />
          </li>
        ))}
      </ul>
      <p className={sections.more}>
        <Quiet>{t('calls.note')}</Quiet>
      </p>
    </>
  );
}

function Calls(props: { placed: Placed<NamespaceCalls> }) {
  const { value, clusters } = props.placed;
  const { mtls, callers, callees } = value;
  const { t } = usePageWords();
  const lastKnown = clusters.some(cluster => isOld(cluster, 'gateway'));
  const fields: Field[] = [
    [t('calls.field.mtls'), mtls && <Mtls mtls={mtls} lastKnown={lastKnown} />],
    [t('calls.field.by'), callers && <CallerRules rules={callers} />],
    [t('calls.field.whom'), callees && <Callees callees={callees} />],
  ];
  return <Fields fields={fields} />;
}

function Mtls(props: { mtls: NamespaceMtls; lastKnown: boolean }) {
  const { mode, source, exceptions } = props.mtls;
  const { t } = usePageWords();
  return (
    <>
      <span className={sections.inline}>
        <MtlsState
          mode={mode}
          word={t(`calls.mtls.${mode}`)}
          lastKnown={props.lastKnown}
        />
        <Quiet>{t(`calls.mtls.from.${source}`)}</Quiet>
      </span>
      <ul className={sections.sublist}>
        {exceptions.map(({ workload, port, mode: own }) => (
          <li key={`${workload} ${port ?? ''}`}>
            {port === undefined
              ? t('calls.mtls.exception', {
                  workload: <Mono>{workload}</Mono>,
                  mode: t(`calls.mtls.${own}`),
                })
              : t('calls.mtls.exceptionPort', {
                  workload: <Mono>{workload}</Mono>,
                  port: String(port),
                  mode: t(`calls.mtls.${own}`),
                })}
          </li>
        ))}
      </ul>
    </>
  );
}

function Callees(props: { callees: NamespaceCallees }) {
  const { scope, hosts, outside, declared, exceptions } = props.callees;
  const { t } = usePageWords();
  return (
    <>
      <ul className={styles.callList}>
        {scope === 'all' && <li>{t('calls.whom.all')}</li>}
        {hosts.map(host => (
          <li key={`${host.namespace}/${host.host}`}>
            <Host {...host} />
          </li>
        ))}
        {declared.map(host => (
          <li key={host}>
            {t('calls.whom.declared', { host: <Mono>{host}</Mono> })}
          </li>
        ))}
      </ul>
      {outside !== 'unknown' && <div>{t(`calls.whom.${outside}`)}</div>}
      {exceptions.map(workload => (
        <div key={workload}>
          {t('calls.whom.exception', { workload: <Mono>{workload}</Mono> })}
        </div>
      ))}
    </>
  );
}

function Host(props: { namespace: string; host: string }) {
  const { namespace, host } = props;
  const { t } = usePageWords();
  if (host !== '*') {
    return <Mono>{host}</Mono>;
  }
  return namespace === '.' ? (
    <>{t('calls.whom.own')}</>
  ) : (
    <>{t('calls.whom.namespace', { namespace: <Mono>{namespace}</Mono> })}</>
  );
}
