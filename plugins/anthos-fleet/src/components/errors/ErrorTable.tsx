import type { ErrorGroup } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { ERROR_LIST, type ErrorSearch } from '../../model/errorSearch';
import { isNarrowed } from '../../model/listSearch';
import { useOverview } from '../../queries';
import {
  ListTable,
  type ListColumn,
  type ListTableProps,
} from '../lists/ListTable';
import { StateMessage } from '../states';
import { Ago, Quiet } from '../ui';
import { Course } from './Course';
import { ClustersCell, ErrorCell, SinceCell, SyncsCell } from './ErrorCells';
import { WhoseCell } from './WhoseCell';

/** Error groups as a table, which is a short one on a narrow screen. */
export function ErrorTable(props: ListTableProps<ErrorGroup, ErrorSearch>) {
  const { search } = props;
  const { t } = usePageWords();
  const columns: ListColumn<ErrorGroup>[] = [
    {
      id: 'error',
      label: t('errors.column.error'),
      sort: 'code',
      narrowWidth: '68%',
      cell: (group, narrow) => <ErrorCell group={group} narrow={narrow} />,
    },
    {
      id: 'clusters',
      label: t('errors.column.clusters'),
      sort: 'clusters',
      width: '13%',
      cell: (group, narrow) => <ClustersCell group={group} narrow={narrow} />,
    },
    {
      id: 'syncs',
      label: t('errors.column.syncs'),
      sort: 'packageSyncs',
      width: '10%',
      cell: group => <SyncsCell group={group} />,
    },
    {
      id: 'course',
      label: t('errors.column.course'),
      width: '13%',
      cell: group => group.course && <Course course={group.course} />,
    },
    {
      id: 'owners',
      label: t('error.section.about'),
      width: '17%',
      cell: group => <WhoseCell group={group} />,
    },
    {
      id: 'since',
      label: t('errors.column.since'),
      sort: 'firstSeenAt',
      width: '13%',
      cell: group => <SinceCell group={group} />,
    },
    {
      id: 'seen',
      label: t('error.lastSeen'),
      sort: 'lastSeenAt',
      width: '11%',
      extra: true,
      cell: group => (
        <Quiet>
          <Ago time={group.lastSeenAt} />
        </Quiet>
      ),
    },
  ];
  return (
    <ListTable
      {...props}
      name="errors"
      label={t('errors.title')}
      columns={columns}
      narrow={['error', 'clusters']}
      rowHeader="error"
      keyOf={group => group.fingerprint}
      nameOf={group => group.headline}
      empty={<NoErrors search={search} />}
    />
  );
}

function NoErrors(props: { search: ErrorSearch }) {
  const { open, ...rest } = props.search;
  const { t } = usePageWords();
  if (isNarrowed(ERROR_LIST, rest)) {
    return (
      <StateMessage tone="unknown" title={t('errors.none.title')}>
        {t('list.none.text')}
      </StateMessage>
    );
  }
  return open === false ? (
    <StateMessage tone="unknown" title={t('errors.empty.title')}>
      {t('errors.empty.healed')}
    </StateMessage>
  ) : (
    <NoOpenErrors />
  );
}

/** No error is good news only where syncs are known; without them nothing is known of errors. */
function NoOpenErrors() {
  const { t } = usePageWords();
  const { data } = useOverview();
  if (!data) {
    return null;
  }
  return data.packageSyncs.some(({ total }) => total > 0) ? (
    <StateMessage tone="good" title={t('errors.empty.title')}>
      {t('errors.empty.text')}
    </StateMessage>
  ) : (
    <StateMessage tone="unknown" title={t('syncs.empty.title')}>
      {t('syncs.empty.text')}
    </StateMessage>
  );
}
