import { Link } from '@backstage/ui';
import { commitUrl, safeUrl, shortCommit } from '../../model/links';
import { Mono } from './Quiet';

/** A commit, short and in monospace; a link where its host is known. */
export function Commit(props: {
  commit: string;
  repository?: string;
  /** Its page, where the back end knows it. */
  url?: string;
}) {
  const { commit, repository, url } = props;
  const text = <Mono title={commit}>{shortCommit(commit)}</Mono>;
  const href = safeUrl(url) ?? commitUrl(repository, commit);
  return href ? (
    <Link href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </Link>
  ) : (
    text
  );
}
