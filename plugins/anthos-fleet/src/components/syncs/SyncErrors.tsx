import type {
  ErrorOccurrence,
  PackageSync,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { filesOf } from '../../model/errorFiles';
import { errorHeadline, resourceName } from '../../model/syncErrors';
import { FileLink } from '../ui/FileLink';
import sections from '../sections/sections.module.css';
import { At, MaybeLink, Mono, Quiet, StateLabel } from '../ui';
import { RawText } from '../ui/RawText';

/** The errors of one sync: each with what it says, what it is about, and the way to its cause. */
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
      <p className={sections.message}>{errorHeadline(message)}</p>
      {names.length > 0 && (
        <Quiet>
          {t('cluster.errors.resources')}: {names.join(', ')}
        </Quiet>
      )}
      {filesOf([error]).map(file => (
        <span key={file.path}>
          <Quiet>{t('cluster.errors.file')}: </Quiet>
          <FileLink file={file} />
        </span>
      ))}
      <RawText title={t('cluster.raw')} text={message} />
    </li>
  );
}
