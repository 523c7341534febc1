import type {
  PackageSync,
  WaitReason,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { safeUrl } from '../../model/links';
import { repositoryName } from '../../model/repositoryName';
import { syncName } from '../../model/syncName';
import type { PageTranslation } from '../../pageTranslation';
import lists from '../lists/lists.module.css';
import {
  Age,
  Ago,
  Behind,
  ClusterName,
  Commit,
  MaybeLink,
  Mono,
  Quiet,
  SyncState,
} from '../ui';
import { CommitMade } from '../ui/CommitMade';

interface CellProps {
  sync: PackageSync;
}

/** What a sync waits for, in words; a message of the product is its title. */
export function waitWord(t: PageTranslation, reason: WaitReason): string {
  return t('syncs.waits', { what: t(`syncs.wait.${reason.kind}`) });
}

/** A sync by its names, the way to its page. */
export function SyncLink(props: {
  sync: Pick<PackageSync, 'id' | 'kind' | 'namespace' | 'name'>;
  /** Under a title that names the namespace already. */
  quiet?: boolean;
}) {
  const { id, kind, namespace, name } = props.sync;
  const links = useFleetLinks();
  return props.quiet ? (
    <MaybeLink href={links.sync(id)} variant="body-small">
      {kind} {name}
    </MaybeLink>
  ) : (
    <MaybeLink
      href={links.sync(id)}
      variant="body-medium"
      weight="bold"
      title={`${namespace} / ${name}`}
    >
      {syncName(props.sync)}
    </MaybeLink>
  );
}

export function NameCell({ sync, narrow }: CellProps & { narrow: boolean }) {
  return (
    <>
      <SyncLink sync={sync} />
      <span className={lists.meta}>
        <Quiet>{sync.kind}</Quiet>
        {narrow && (
          <span>
            <ClusterName cluster={sync.cluster} />
          </span>
        )}
      </span>
      {narrow && <CommitCell sync={sync} />}
    </>
  );
}

export function StateCell({ sync, narrow }: CellProps & { narrow: boolean }) {
  const { t } = usePageWords();
  const waits = sync.waitsFor?.find(reason => reason.kind !== 'errors');
  return (
    <>
      <SyncState sync={sync} />
      <span className={lists.meta}>
        {waits && <Quiet title={waits.message}>{waitWord(t, waits)}</Quiet>}
        {sync.freshness.age !== 'fresh' && <Age freshness={sync.freshness} />}
        {narrow && <ErrorsCell sync={sync} />}
        {narrow && <SinceCell sync={sync} />}
      </span>
    </>
  );
}

export function ClusterCell({ sync }: CellProps) {
  return (
    <span className={lists.stack}>
      <ClusterName cluster={sync.cluster} />
    </span>
  );
}

/** The commit that is live, and whether it is the newest. */
export function CommitCell(
  props: CellProps & {
    /** Say who made it beside it, instead of to whoever points at it. */
    made?: boolean;
  },
) {
  const { commit, sourceCommit, behind, links, repository, commitDetails } =
    props.sync;
  const { t } = usePageWords();
  return (
    <span className={lists.meta}>
      {commit ? (
        <Commit
          commit={commit}
          repository={repository}
          url={links?.commit}
          details={props.made ? undefined : commitDetails}
        />
      ) : (
        <Quiet>{t('syncs.noCommit')}</Quiet>
      )}
      {props.made && <CommitMade details={commitDetails} />}
      {behind && <Behind behind={behind} />}
      {commit && commit === sourceCommit && !behind && (
        <Quiet>{t('syncs.newest')}</Quiet>
      )}
    </span>
  );
}

export function SourceCell({ sync }: CellProps) {
  const { repository, directory, links } = sync;
  const href = safeUrl(links?.repository) ?? safeUrl(repository);
  return (
    <>
      {repository && (
        <MaybeLink
          href={href}
          title={repository}
          {...(href ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
        >
          {repositoryName(repository)}
        </MaybeLink>
      )}
      {directory && (
        <span className={lists.meta}>
          <Quiet>
            <Mono>{directory}</Mono>
          </Quiet>
        </span>
      )}
    </>
  );
}

export function ErrorsCell({ sync }: CellProps) {
  const { t } = usePageWords();
  const links = useFleetLinks();
  if (!sync.errorCount) {
    return null;
  }
  return (
    <MaybeLink
      href={links.errors({
        cluster: [sync.cluster.ref],
        namespace: [sync.namespace],
      })}
    >
      {t('clusters.errors', { count: sync.errorCount })}
    </MaybeLink>
  );
}

export function SinceCell({ sync }: CellProps) {
  return (
    <span className={lists.short}>
      <Quiet>
        <Ago time={sync.stateSince} />
      </Quiet>
    </span>
  );
}
