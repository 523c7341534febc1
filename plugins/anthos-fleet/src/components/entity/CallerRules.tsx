import type { Caller, CallerRule } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { Mono, Quiet } from '../ui';
import styles from './tab.module.css';

/** Whom the mesh lets call: some workloads first, then all that no rule of their own is about. */
export function CallerRules(props: { rules: readonly CallerRule[] }) {
  const { rules } = props;
  const [all, ...some] = rules;
  return (
    <>
      {[...some, all].map(rule => (
        <Rule
          key={rule.workload ?? ''}
          rule={rule}
          alone={rules.length === 1}
        />
      ))}
    </>
  );
}

function Rule(props: { rule: CallerRule; alone: boolean }) {
  const { workload, who, callers, totalCallers, denied, external } = props.rule;
  const { t } = usePageWords();
  const more = totalCallers - callers.length;
  return (
    <div className={styles.callRule}>
      {!props.alone && (
        <span>
          {workload
            ? t('calls.workload', { workload: <Mono>{workload}</Mono> })
            : t('calls.others')}
        </span>
      )}
      <ul className={styles.callList}>
        {who !== 'listed' && <li>{t(`calls.who.${who}`)}</li>}
        {callers.map(caller => (
          <li key={JSON.stringify(caller)}>
            <CallerName caller={caller} />
          </li>
        ))}
        {more > 0 && <li>{t('calls.more', { count: more })}</li>}
        {denied.map(caller => (
          <li key={JSON.stringify(caller)}>
            {t('calls.denied', { caller: <CallerName caller={caller} /> })}
          </li>
        ))}
      </ul>
      {external && <span>{t('calls.external')}</span>}
    </div>
  );
}

function CallerName(props: { caller: Caller }) {
  const { t } = usePageWords();
  const { conditional } = props.caller;
  return (
    <>
      <Name caller={props.caller} />
      {conditional && <Quiet> ({t('calls.conditional')})</Quiet>}
    </>
  );
}

function Name(props: { caller: Caller }) {
  const { kind, namespace, name, text } = props.caller;
  const { t } = usePageWords();
  switch (kind) {
    case 'everyone':
    case 'mesh':
      return <>{t(`calls.who.${kind}`)}</>;
    case 'namespace':
      return (
        <>{t('calls.by.namespace', { namespace: <Mono>{namespace}</Mono> })}</>
      );
    case 'service-account':
      return (
        <>
          {t('calls.by.account', {
            name: <Mono>{name}</Mono>,
            namespace: <Mono>{namespace}</Mono>,
          })}
        </>
      );
    case 'addresses':
      return <>{t('calls.by.addresses', { text: <Mono>{text}</Mono> })}</>;
    case 'token':
      return <>{t('calls.by.token', { text: <Mono>{text}</Mono> })}</>;
    default:
      return <Mono>{text}</Mono>;
  }
}
