import type { ErrorGroup } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { filesOf, sampleOf } from '../../model/errorFiles';
import { ERROR_LIST, type ErrorSearch } from '../../model/errorSearch';
import { isNarrowed } from '../../model/listSearch';
import { useOverview } from '../../queries';
import {
  ListTable,
  type ListColumn,
  type ListTableProps,
} from '../lists/ListTable';
import lists from '../lists/lists.module.css';
import { StateMessage } from '../states';
import { Ago, MaybeLink, Mono, Quiet } from '../ui';
import { OwnerLink } from '../ui/EntityLink';
import { FileLink } from '../ui/FileLink';
import { Course } from './Course';
import { Muted } from './Muted';
import styles from './errors.module.css';

// More owners than this make a row tall; the page of the error names them all.
const MAX_OWNERS = 2;

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
      width: '12%',
      cell: (group, narrow) => (
        <CountCell
          group={group}
          text={
            narrow
              ? t('errors.clustersLink', { count: group.totalClusters })
              : String(group.totalClusters)
          }
          sort="cluster"
        />
      ),
    },
    {
      id: 'syncs',
      label: t('errors.column.syncs'),
      sort: 'packageSyncs',
      width: '10%',
      cell: group => (
        <CountCell group={group} text={String(group.totalPackageSyncs)} />
      ),
    },
    {
      id: 'course',
      label: t('errors.column.course'),
      width: '11%',
      cell: group => group.course && <Course course={group.course} />,
    },
    {
      id: 'owners',
      label: t('errors.column.owners'),
      width: '16%',
      cell: group => <OwnersCell owners={group.owners} />,
    },
    {
      id: 'since',
      label: t('errors.column.since'),
      sort: 'firstSeenAt',
      width: '11%',
      cell: group => (
        <Quiet>
          <Ago time={group.firstSeenAt} />
        </Quiet>
      ),
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

function ErrorCell(props: { group: ErrorGroup; narrow: boolean }) {
  const { group, narrow } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const [file] = filesOf(sampleOf(group));
  return (
    <>
      <span className={styles.headline}>
        {group.code && <Mono>{group.code}</Mono>}
        <MaybeLink
          href={links.error(group.fingerprint)}
          variant="body-medium"
          weight="bold"
        >
          {group.headline}
        </MaybeLink>
      </span>
      <span className={lists.meta}>
        {group.namespaces.length > 0 && (
          <Quiet>
            {group.namespaces.slice(0, 3).join(', ')}
            {group.namespaces.length > 3 && ' …'}
          </Quiet>
        )}
        {file && <FileLink file={file} small />}
        {group.heldBackObjects !== undefined && group.heldBackObjects > 0 && (
          <Quiet>{t('errors.held', { count: group.heldBackObjects })}</Quiet>
        )}
        {narrow && (
          <Quiet>
            <Ago time={group.firstSeenAt} />
          </Quiet>
        )}
        {group.mute && <Muted mute={group.mute} />}
      </span>
    </>
  );
}

function CountCell(props: {
  group: ErrorGroup;
  text: string;
  sort?: 'cluster';
}) {
  const { group, text, sort } = props;
  const links = useFleetLinks();
  return (
    <span className={lists.number}>
      <MaybeLink
        href={
          group.open
            ? links.syncs({
                fingerprint: group.fingerprint,
                ...(sort ? { sort } : {}),
              })
            : undefined
        }
      >
        {text}
      </MaybeLink>
    </span>
  );
}

function OwnersCell(props: { owners: string[] }) {
  const { owners } = props;
  const { t } = usePageWords();
  if (!owners.length) {
    return <Quiet>{t('error.noOwner')}</Quiet>;
  }
  return (
    <span className={lists.meta}>
      {owners.slice(0, MAX_OWNERS).map(owner => (
        <OwnerLink key={owner} owner={owner} />
      ))}
      {owners.length > MAX_OWNERS && (
        <Quiet title={owners.slice(MAX_OWNERS).join(', ')}>
          +{owners.length - MAX_OWNERS}
        </Quiet>
      )}
    </span>
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
