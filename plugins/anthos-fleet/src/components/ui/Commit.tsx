import { Link, Tooltip, TooltipTrigger } from '@backstage/ui';
import type { CommitDetails } from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { commitMade } from '../../model/commitWords';
import { commitUrl, safeUrl, shortCommit } from '../../model/links';
import { Mono } from './Quiet';

/** A commit, short and in monospace; a link where its host is known. */
export function Commit(props: {
  commit: string;
  repository?: string;
  /** Its page, where the back end knows it. */
  url?: string;
  /** Who made it, shown to whoever points at it; left out where that stands beside it. */
  details?: CommitDetails;
}) {
  const { commit, repository, url, details } = props;
  const { t, locale } = useWords();
  const now = useNow();
  const made = details && commitMade(t, details, { now, locale });
  const href = safeUrl(url) ?? commitUrl(repository, commit);
  const text = (
    <Mono title={href && made ? undefined : made || commit}>
      {shortCommit(commit)}
    </Mono>
  );
  if (!href) {
    return text;
  }
  const link = (
    <Link href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </Link>
  );
  return made ? (
    <TooltipTrigger>
      {link}
      <Tooltip>{made}</Tooltip>
    </TooltipTrigger>
  ) : (
    link
  );
}
