import type { ErrorGroup } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { filesOf, sampleOf } from '../../model/errorFiles';
import type { SyncSearch } from '../../model/syncSearch';
import lists from '../lists/lists.module.css';
import { Ago, MaybeLink, Mono, Quiet } from '../ui';
import { FileLink } from '../ui/FileLink';
import { Muted } from './Muted';
import styles from './errors.module.css';

interface CellProps {
  group: ErrorGroup;
  narrow: boolean;
}

/** The syncs that have an error now, narrowed; undefined where it has healed. */
export function useSyncsHref(
  group: Pick<ErrorGroup, 'fingerprint' | 'open'>,
): (filter?: Partial<SyncSearch>) => string | undefined {
  const links = useFleetLinks();
  const { fingerprint, open } = group;
  return filter => (open ? links.syncs({ fingerprint, ...filter }) : undefined);
}

/** What is wrong, and where it is mended. */
export function ErrorCell({ group, narrow }: CellProps) {
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

/** On how many clusters, and where these run. */
export function ClustersCell({ group, narrow }: CellProps) {
  const { t } = usePageWords();
  const hrefOf = useSyncsHref(group);
  return (
    <>
      <span className={lists.number}>
        <MaybeLink href={hrefOf({ sort: 'cluster' })}>
          {narrow
            ? t('errors.clustersLink', { count: group.totalClusters })
            : String(group.totalClusters)}
        </MaybeLink>
      </span>
      <span className={lists.meta}>
        {group.hostings.map(({ hosting, total }) => (
          <MaybeLink
            key={hosting}
            href={hrefOf({ hosting: [hosting], sort: 'cluster' })}
            variant="body-small"
          >
            {group.hostings.length > 1
              ? t('errors.hostingTotal', {
                  hosting: t(`hosting.${hosting}`),
                  total: String(total),
                })
              : t(`hosting.${hosting}`)}
          </MaybeLink>
        ))}
      </span>
    </>
  );
}

/** On how many package syncs. */
export function SyncsCell({ group }: { group: ErrorGroup }) {
  const hrefOf = useSyncsHref(group);
  return (
    <span className={lists.number}>
      <MaybeLink href={hrefOf()}>{String(group.totalPackageSyncs)}</MaybeLink>
    </span>
  );
}

/** Since when, and when last. */
export function SinceCell({ group }: { group: ErrorGroup }) {
  const { t } = usePageWords();
  return (
    <>
      <Quiet>
        <Ago time={group.firstSeenAt} />
      </Quiet>
      <span className={lists.meta}>
        <Quiet>
          {t('errors.seen', { time: <Ago time={group.lastSeenAt} /> })}
        </Quiet>
      </span>
    </>
  );
}
