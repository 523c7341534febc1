import type { Rollout } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { isNarrowed } from '../../model/listSearch';
import { ROLLOUT_LIST, type RolloutSearch } from '../../model/rolloutSearch';
import {
  ListTable,
  type ListColumn,
  type ListTableProps,
} from '../lists/ListTable';
import { StateMessage } from '../states';
import { MaybeLink } from '../ui';
import {
  ClustersCell,
  CommitsCell,
  RolloutStateCell,
  RolloutSourceCell,
  SinceCell,
} from './RolloutCells';

/** Sources as a table, which is a short one on a narrow screen. */
export function RolloutTable(props: ListTableProps<Rollout, RolloutSearch>) {
  const { search } = props;
  const { t } = usePageWords();
  const columns: ListColumn<Rollout>[] = [
    {
      id: 'source',
      label: t('rollouts.column.source'),
      sort: 'repository',
      width: '27%',
      narrowWidth: '50%',
      cell: (rollout, narrow) => (
        <>
          <RolloutSourceCell rollout={rollout} />
          {narrow && <RolloutStateCell rollout={rollout} />}
        </>
      ),
    },
    {
      id: 'state',
      label: t('rollouts.column.state'),
      sort: 'state',
      width: '20%',
      cell: rollout => <RolloutStateCell rollout={rollout} />,
    },
    {
      id: 'commits',
      label: t('rollouts.column.commits'),
      sort: 'commits',
      cell: rollout => <CommitsCell rollout={rollout} />,
    },
    {
      id: 'clusters',
      label: t('rollouts.column.clusters'),
      sort: 'clusters',
      width: '12%',
      cell: rollout => <ClustersCell rollout={rollout} />,
    },
    {
      id: 'since',
      label: t('rollouts.column.since'),
      sort: 'behindSince',
      width: '15%',
      cell: rollout => <SinceCell rollout={rollout} />,
    },
  ];
  return (
    <ListTable
      {...props}
      name="rollouts"
      label={t('rollouts.title')}
      columns={columns}
      narrow={['source', 'commits']}
      rowHeader="source"
      keyOf={rollout => rollout.id}
      nameOf={({ repository, directory, revision }) =>
        [repository, directory, revision].filter(Boolean).join(' ')
      }
      empty={<NoRollouts isNarrowed={isNarrowed(ROLLOUT_LIST, search)} />}
    />
  );
}

function NoRollouts(props: { isNarrowed: boolean }) {
  const { t } = usePageWords();
  const links = useFleetLinks();
  return props.isNarrowed ? (
    <StateMessage tone="unknown" title={t('rollouts.none.title')}>
      {t('list.none.text')}
    </StateMessage>
  ) : (
    <StateMessage tone="unknown" title={t('rollouts.empty.title')}>
      <span>{t('rollouts.empty.text')}</span>
      <MaybeLink href={links.clusters()}>{t('syncs.empty.clusters')}</MaybeLink>
    </StateMessage>
  );
}
