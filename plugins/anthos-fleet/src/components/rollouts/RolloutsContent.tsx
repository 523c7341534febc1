import { anthosFleetPackageSyncReadPermission } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { rolloutColumns } from '../../model/csvColumns';
import { ROLLOUT_LIST } from '../../model/rolloutSearch';
import { rolloutSentences } from '../../model/rolloutSentences';
import { useRollouts } from '../../queries';
import { ListPage } from '../lists/ListPage';
import { RolloutTable } from './RolloutTable';

/** Which commit of which source is live where. */
export function RolloutsContent() {
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <ListPage
      shape={ROLLOUT_LIST}
      useData={useRollouts}
      keyOf={rollout => rollout.id}
      permission={anthosFleetPackageSyncReadPermission.name}
      title={t('rollouts.title')}
      searchLabel={t('rollouts.search')}
      total={count => t('rollouts.total', { count })}
      sentences={data => rolloutSentences(t, data.states)}
      hrefOf={links.rollouts}
      addable={['repo', 'fleet']}
      exported={{
        fileName: 'rollouts',
        columns: rolloutColumns(t),
        readPage: (api, query) => api.getRollouts(query),
      }}
      table={table => <RolloutTable {...table} />}
    />
  );
}
