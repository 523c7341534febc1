import { Text } from '@backstage/ui';
import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { syncName } from '../../model/syncName';
import { syncSentences } from '../../model/syncSentences';
import sections from '../sections/sections.module.css';
import { Age, ClusterName, Quiet, SyncState } from '../ui';

/** Which sync this is, on which cluster, and how it is. */
export function SyncHead(props: { sync: PackageSync }) {
  const { sync } = props;
  const { t, locale } = usePageWords();
  const now = useNow();
  return (
    <>
      <div className={sections.title}>
        <div className={sections.name}>
          <Text as="h2" variant="title-small" weight="bold">
            {syncName(sync)}
          </Text>
          <SyncState sync={sync} />
          <Age freshness={sync.freshness} />
        </div>
        <span className={sections.inline}>
          <Quiet>
            {sync.kind} {sync.namespace} / {sync.name}
          </Quiet>
          <span>
            {t('sync.on', { cluster: <ClusterName cluster={sync.cluster} /> })}
          </span>
        </span>
      </div>
      <p className={sections.say}>
        {syncSentences(t, sync, { now, locale }).join(' ')}
      </p>
    </>
  );
}
