import { usePageWords } from '../../hooks/usePageWords';
import type { ErrorFile } from '../../model/errorGroups';
import { shortCommit } from '../../model/links';
import { MaybeLink, Mono } from '../ui';

/** A file at a commit, the way to it on its Git host. */
export function FileLink(props: { file: ErrorFile }) {
  const { path, commit, url } = props.file;
  const { t } = usePageWords();
  const file = <Mono>{path}</Mono>;
  return (
    <MaybeLink
      href={url}
      {...(url ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
    >
      {commit
        ? t('error.fileAt', {
            file,
            commit: <Mono title={commit}>{shortCommit(commit)}</Mono>,
          })
        : file}
    </MaybeLink>
  );
}
