import type {
  EntityStatus,
  PackageSync,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { hasConfigSync } from '../../model/verdict';
import { Section, Subtitle } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { CommitCell, StateCell, SyncLink } from '../syncs/SyncCells';
import { Steps } from '../syncs/Steps';
import { ClusterName, Mono, Quiet } from '../ui';
import styles from './tab.module.css';

/** The syncs of an entity by namespace, and on each cluster how far each of them has come. */
export function EntitySyncs(props: { status: EntityStatus }) {
  const { status } = props;
  const { syncs, totalSyncs, clusters } = status;
  const { t } = usePageWords();
  if (!syncs.length) {
    const watched = clusters.filter(({ cluster }) => hasConfigSync(cluster));
    if (!watched.length) {
      return null;
    }
    const wasRead = watched.some(
      ({ cluster }) => cluster.configSync.basis === 'package-syncs',
    );
    return <Quiet>{wasRead ? t('tab.noSyncs') : t('tab.summary')}</Quiet>;
  }
  const namespaces = [...new Set(syncs.map(({ namespace }) => namespace))];
  return (
    <Section title={t('tab.syncs.title')}>
      {namespaces.map(namespace => (
        <div key={namespace} className={styles.namespace}>
          <Subtitle>
            <Mono>{namespace}</Mono>
          </Subtitle>
          {syncs
            .filter(sync => sync.namespace === namespace)
            .map(sync => (
              <SyncRow key={sync.id} sync={sync} />
            ))}
        </div>
      ))}
      {syncs.length < totalSyncs && (
        <p className={sections.more}>
          <Quiet>
            {t('tab.truncated', {
              shown: String(syncs.length),
              total: String(totalSyncs),
            })}
          </Quiet>
        </p>
      )}
    </Section>
  );
}

function SyncRow(props: { sync: PackageSync }) {
  const { sync } = props;
  return (
    <div className={styles.syncRow}>
      <div className={styles.syncHead}>
        <span>
          <ClusterName cluster={sync.cluster} strong />
          <br />
          <SyncLink sync={sync} quiet />
        </span>
        <span>
          <StateCell sync={sync} narrow={false} />
        </span>
        <CommitCell sync={sync} made />
      </div>
      {sync.state !== 'synced' && <Steps steps={sync.steps} sync={sync} />}
    </div>
  );
}
