import type {
  Cluster,
  EntityStatus,
  NamespaceOnCluster,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { mtlsSentence } from '../../model/entityCalls';
import { meshPlaces, meshSentence, meshWord } from '../../model/entityMesh';
import { toneOfMesh } from '../../model/tone';
import { isOld } from '../../model/verdict';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { ClusterName, KnownState, Mono, Quiet } from '../ui';
import { EntityCalls } from './EntityCalls';
import styles from './tab.module.css';
import { UnreadParts } from './UnreadParts';

/** Whether an entity's namespaces are in the mesh, and how the mesh is there; absent without one. */
export function EntityMesh(props: { status: EntityStatus }) {
  const { t } = usePageWords();
  const places = meshPlaces(props.status);
  if (!places.length) {
    return null;
  }
  return (
    <Section title={t('cluster.section.mesh')}>
      <p className={sections.lead}>
        {[meshSentence(t, places), mtlsSentence(t, places)]
          .filter(Boolean)
          .join(' ')}
      </p>
      <UnreadParts
        status={props.status}
        parts={['mtls', 'callers', 'callees']}
      />
      <ul className={styles.rows}>
        {places.map(({ cluster, namespace }) => (
          <li
            key={`${cluster.ref} ${namespace.name}`}
            className={styles.whyRow}
          >
            <Injection cluster={cluster} namespace={namespace} />
            <ControlPlane cluster={cluster} />
          </li>
        ))}
      </ul>
      <EntityCalls status={props.status} />
    </Section>
  );
}

function Injection(props: { cluster: Cluster; namespace: NamespaceOnCluster }) {
  const { cluster, namespace } = props;
  const { t } = usePageWords();
  return (
    <span className={sections.item}>
      <span>
        <ClusterName cluster={cluster} strong />
      </span>
      <span className={sections.inline}>
        <Mono>{namespace.name}</Mono>
        <span>{meshWord(t, namespace)}</span>
      </span>
    </span>
  );
}

function ControlPlane(props: { cluster: Cluster }) {
  const { cluster } = props;
  const { mesh } = cluster;
  const { t } = usePageWords();
  if (!mesh) {
    return <Quiet>{t('tab.mesh.noControlPlane')}</Quiet>;
  }
  return (
    <span className={sections.item}>
      <span className={sections.inline}>
        <Quiet>{t('cluster.field.controlPlane')}</Quiet>
        <KnownState
          tone={toneOfMesh(mesh.state)}
          word={t(`mesh.${mesh.state}`)}
          lastKnown={isOld(cluster, 'mesh')}
        />
      </span>
      <Quiet>
        {[mesh.implementation, mesh.revision].filter(Boolean).join(' · ')}
      </Quiet>
    </span>
  );
}
