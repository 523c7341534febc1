import type {
  Rollout,
  RolloutCommit,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { safeUrl } from '../../model/links';
import { repositoryName } from '../../model/repositoryName';
import { toneOfRollout } from '../../model/tone';
import lists from '../lists/lists.module.css';
import { Ago, Commit, MaybeLink, Mono, Quiet, StateLabel } from '../ui';

interface CellProps {
  rollout: Rollout;
}

// More commits than this make a row tall; the list of syncs has them all.
const MAX_COMMITS = 4;

/** The repository, and which part of it. */
export function RolloutSourceCell({ rollout }: CellProps) {
  const { repository = '', repositoryUrl, directory, revision } = rollout;
  const href = safeUrl(repositoryUrl) ?? safeUrl(repository);
  return (
    <>
      <MaybeLink
        href={href}
        title={repository}
        weight="bold"
        {...(href ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
      >
        {repositoryName(repository)}
      </MaybeLink>
      <span className={lists.meta}>
        {directory && (
          <Quiet>
            <Mono>{directory}</Mono>
          </Quiet>
        )}
        {revision && (
          <Quiet>
            <Mono>{revision}</Mono>
          </Quiet>
        )}
      </span>
    </>
  );
}

/** Whether it is the same everywhere, and how many clusters are behind. */
export function RolloutStateCell({ rollout }: CellProps) {
  const { state, behindClusters, totalClusters, lastKnownClusters } = rollout;
  const { t } = usePageWords();
  return (
    <>
      <StateLabel tone={toneOfRollout(state)} wrap>
        {t(`rollout.${state}`)}
      </StateLabel>
      <span className={lists.meta}>
        {behindClusters ? (
          <Quiet>
            {t('rollouts.behind', {
              count: behindClusters,
              total: String(totalClusters),
            })}
          </Quiet>
        ) : null}
        {lastKnownClusters > 0 && (
          <Quiet>{t('rollouts.lastKnown', { count: lastKnownClusters })}</Quiet>
        )}
      </span>
    </>
  );
}

/** What is live, each with the clusters that have it. */
export function CommitsCell({ rollout }: CellProps) {
  const { id, commits } = rollout;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const more = commits.length - MAX_COMMITS;
  return (
    <>
      {commits.slice(0, MAX_COMMITS).map(commit => (
        <LiveCommit
          key={commit.commit ?? ''}
          rollout={rollout}
          commit={commit}
        />
      ))}
      {more > 0 && (
        <MaybeLink href={links.syncs({ source: id })}>
          {t('rollouts.moreCommits', { count: more })}
        </MaybeLink>
      )}
    </>
  );
}

function LiveCommit(props: CellProps & { commit: RolloutCommit }) {
  const { id, repository } = props.rollout;
  const { commit, url, details, behind, newest } = props.commit;
  const { totalClusters: count } = props.commit;
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <span className={lists.meta}>
      {commit ? (
        <Commit
          commit={commit}
          repository={repository}
          url={url}
          details={details}
        />
      ) : (
        <Quiet>{t('syncs.noCommit')}</Quiet>
      )}
      <MaybeLink
        href={links.syncs({ source: id, ...(commit && { commit }) })}
        variant="body-small"
      >
        {t('rollouts.onClusters', { count })}
      </MaybeLink>
      {newest && <Quiet>{t('syncs.newest')}</Quiet>}
      {behind && (
        <Quiet>
          {behind.atLeast
            ? t('rollouts.atLeastBehind', { commits: String(behind.commits) })
            : t('rollouts.commitsBehind', { count: behind.commits })}
        </Quiet>
      )}
    </span>
  );
}

export function ClustersCell({ rollout }: CellProps) {
  const links = useFleetLinks();
  return (
    <MaybeLink
      href={links.syncs({ source: rollout.id })}
      className={lists.number}
    >
      {String(rollout.totalClusters)}
    </MaybeLink>
  );
}

export function SinceCell({ rollout }: CellProps) {
  const { behindSince, behindClusters } = rollout;
  return behindSince && behindClusters ? (
    <span className={lists.short}>
      <Quiet>
        <Ago time={behindSince} />
      </Quiet>
    </span>
  ) : null;
}
