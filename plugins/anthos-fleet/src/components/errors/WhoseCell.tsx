import type {
  ErrorGroup,
  ErrorShare,
} from 'backstage-plugin-anthos-fleet-common';
import type { ReactNode } from 'react';
import { useEntityName } from '../../hooks/useEntityName';
import { usePageWords } from '../../hooks/usePageWords';
import { repositoryName } from '../../model/repositoryName';
import type { SyncSearch } from '../../model/syncSearch';
import lists from '../lists/lists.module.css';
import { MaybeLink, Quiet } from '../ui';
import { EntityLink } from '../ui/EntityLink';
import { useSyncsHref } from './ErrorCells';
import { RepositoryLink } from './RepositoryLink';
import styles from './errors.module.css';

// More of them make a row tall; the page of the error has them all.
const MAX_SHOWN = 2;

/** Whose the package syncs are, and where they come from, those with most first. */
export function WhoseCell({ group }: { group: ErrorGroup }) {
  const { t } = usePageWords();
  const { shares } = group;
  return (
    <>
      {shares?.owners.length ? (
        <Shares shares={shares.owners} total={shares.totalOwners}>
          {share => <OwnerShare share={share} group={group} />}
        </Shares>
      ) : (
        <Quiet>{t('error.noOwner')}</Quiet>
      )}
      {shares && (
        <span className={lists.meta}>
          <Shares shares={shares.repositories} total={shares.totalRepositories}>
            {share => <RepositoryShare share={share} group={group} />}
          </Shares>
        </span>
      )}
    </>
  );
}

function Shares(props: {
  shares: readonly ErrorShare[];
  total: number;
  children: (share: ErrorShare) => ReactNode;
}) {
  const { shares, total, children } = props;
  const { t } = usePageWords();
  const shown = shares.slice(0, MAX_SHOWN);
  return (
    <>
      {shown.map(share => (
        <span key={share.name} className={styles.share}>
          {children(share)}
        </span>
      ))}
      {total > shown.length && (
        <Quiet>{t('errors.more', { count: total - shown.length })}</Quiet>
      )}
    </>
  );
}

interface ShareProps {
  share: ErrorShare;
  group: ErrorGroup;
}

function OwnerShare({ share, group }: ShareProps) {
  const { name } = share;
  return (
    <>
      <EntityLink entityRef={name} />
      <ShareCount
        share={share}
        group={group}
        filter={{ owner: [name] }}
        word={useEntityName(name)}
      />
    </>
  );
}

function RepositoryShare({ share, group }: ShareProps) {
  const { name } = share;
  return (
    <>
      <RepositoryLink repository={name} small />
      <ShareCount
        share={share}
        group={group}
        filter={{ repo: [name] }}
        word={repositoryName(name)}
      />
    </>
  );
}

function ShareCount(
  props: ShareProps & {
    /** Chooses the syncs that are counted. */
    filter: Partial<SyncSearch>;
    /** Whose they are. */
    word: string;
  },
) {
  const { share, group, filter, word } = props;
  const { t } = usePageWords();
  const hrefOf = useSyncsHref(group);
  const count = share.totalPackageSyncs;
  // All of them says nothing that the number of syncs does not.
  return count === group.totalPackageSyncs ? null : (
    <MaybeLink
      href={hrefOf(filter)}
      variant="body-small"
      aria-label={t('errors.syncsOf', { count, name: word })}
    >
      {count}
    </MaybeLink>
  );
}
