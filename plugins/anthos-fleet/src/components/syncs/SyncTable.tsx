import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { isNarrowed } from '../../model/listSearch';
import { SYNC_LIST, type SyncSearch } from '../../model/syncSearch';
import {
  ListTable,
  type ListColumn,
  type ListTableProps,
} from '../lists/ListTable';
import { StateMessage } from '../states';
import { MaybeLink, Quiet } from '../ui';
import { EntityLink } from '../ui/EntityLink';
import {
  ClusterCell,
  CommitCell,
  ErrorsCell,
  NameCell,
  SinceCell,
  SourceCell,
  StateCell,
} from './SyncCells';

/** Package syncs as a table, which is a short one on a narrow screen. */
export function SyncTable(props: ListTableProps<PackageSync, SyncSearch>) {
  const { search } = props;
  const { t } = usePageWords();
  const columns: ListColumn<PackageSync>[] = [
    {
      id: 'sync',
      label: t('syncs.column.sync'),
      sort: 'namespace',
      width: '17%',
      narrowWidth: '56%',
      cell: (sync, narrow) => <NameCell sync={sync} narrow={narrow} />,
    },
    {
      id: 'state',
      label: t('syncs.column.state'),
      sort: 'state',
      width: '15%',
      cell: (sync, narrow) => <StateCell sync={sync} narrow={narrow} />,
    },
    {
      id: 'cluster',
      label: t('syncs.column.cluster'),
      sort: 'cluster',
      width: '14%',
      cell: sync => <ClusterCell sync={sync} />,
    },
    {
      id: 'commit',
      label: t('syncs.column.commit'),
      width: '16%',
      cell: sync => <CommitCell sync={sync} />,
    },
    {
      id: 'source',
      label: t('syncs.column.source'),
      sort: 'repository',
      cell: sync => <SourceCell sync={sync} />,
    },
    {
      id: 'errors',
      label: t('syncs.column.errors'),
      sort: 'errorCount',
      width: '10%',
      cell: sync => <ErrorsCell sync={sync} />,
    },
    {
      id: 'since',
      label: t('syncs.column.since'),
      sort: 'stateSince',
      width: '12%',
      cell: sync => <SinceCell sync={sync} />,
    },
    {
      id: 'owner',
      label: t('list.filter.owner'),
      width: '12%',
      extra: true,
      cell: ({ owner }) =>
        owner ? (
          <EntityLink entityRef={owner} />
        ) : (
          <Quiet>{t('error.noOwner')}</Quiet>
        ),
    },
  ];
  return (
    <ListTable
      {...props}
      name="syncs"
      label={t('syncs.title')}
      columns={columns}
      narrow={['sync', 'state']}
      rowHeader="sync"
      keyOf={sync => sync.id}
      nameOf={sync => `${sync.namespace} ${sync.name}`}
      empty={<NoSyncs isNarrowed={isNarrowed(SYNC_LIST, search)} />}
    />
  );
}

function NoSyncs(props: { isNarrowed: boolean }) {
  const { t } = usePageWords();
  const links = useFleetLinks();
  return props.isNarrowed ? (
    <StateMessage tone="unknown" title={t('syncs.none.title')}>
      {t('list.none.text')}
    </StateMessage>
  ) : (
    <StateMessage tone="unknown" title={t('syncs.empty.title')}>
      <span>{t('syncs.empty.text')}</span>
      <MaybeLink href={links.clusters()}>{t('syncs.empty.clusters')}</MaybeLink>
    </StateMessage>
  );
}
