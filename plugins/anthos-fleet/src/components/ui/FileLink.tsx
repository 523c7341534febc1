import { useWords } from '../../hooks/useWords';
import type { ErrorFile } from '../../model/errorFiles';
import { shortCommit } from '../../model/links';
import { MaybeLink } from './MaybeLink';
import { Mono } from './Quiet';
import styles from './text.module.css';

/** A file at a commit, the way to it on its Git host. */
export function FileLink(props: {
  file: ErrorFile;
  /** Beside other small print. */
  small?: boolean;
}) {
  const { path, commit, url } = props.file;
  const { t } = useWords();
  const file = <Mono>{path}</Mono>;
  return (
    <MaybeLink
      href={url}
      className={styles.finger}
      variant={props.small ? 'body-small' : 'body-medium'}
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
