import type {
  ErrorOccurrence,
  PackageSync,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { filesOf } from '../../model/errorFiles';
import { resourceName } from '../../model/syncErrors';
import { Meaning } from '../errors/Meaning';
import styles from '../errors/errors.module.css';
import sections from '../sections/sections.module.css';
import { At, MaybeLink, Mono, Quiet, StateLabel } from '../ui';
import { FileLink } from '../ui/FileLink';
import { RawText } from '../ui/RawText';

/** The errors of one sync: each with its cause, its remedy, what it is about, and all that is known of it. */
export function SyncErrors(props: {
  sync: PackageSync;
  errors: ErrorOccurrence[];
}) {
  const { sync, errors } = props;
  const { t } = usePageWords();
  return (
    <>
      <ul className={sections.list}>
        {errors.map((error, index) => (
          // One sync may have an error twice, for two objects.
          <ErrorItem key={`${error.fingerprint} ${index}`} error={error} />
        ))}
      </ul>
      {errors.length < sync.errorCount && (
        <p className={sections.more}>
          <Quiet>
            {t('sync.errors.shown', {
              shown: String(errors.length),
              total: String(sync.errorCount),
            })}
          </Quiet>
        </p>
      )}
    </>
  );
}

function ErrorItem(props: { error: ErrorOccurrence }) {
  const { error } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const { code, headline, message, fingerprint, firstSeenAt } = error;
  const names = error.resources.map(resourceName).filter(Boolean);
  const files = filesOf([error]);
  return (
    <li className={sections.item}>
      <StateLabel tone="broken" strong wrap>
        {headline}
      </StateLabel>
      <span className={sections.inline}>
        <Mono>{code ?? t('errors.noCode')}</Mono>
        <Quiet>{t('error.since', { time: <At time={firstSeenAt} /> })}</Quiet>
        <MaybeLink href={links.error(fingerprint)}>
          {t('sync.errors.more')}
        </MaybeLink>
      </span>
      <Meaning
        explanation={error.explanation}
        about={names.join(', ')}
        files={
          files.length > 0 && (
            <ul className={styles.files}>
              {files.map(file => (
                <li key={file.path}>
                  <FileLink file={file} />
                </li>
              ))}
            </ul>
          )
        }
      />
      <RawText title={t('cluster.raw')} text={message} />
    </li>
  );
}
