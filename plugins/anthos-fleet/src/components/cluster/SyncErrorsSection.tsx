import { Text } from '@backstage/ui';
import type {
  ClusterDetails,
  SyncError,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { errorHeadline, hasMore, resourceName } from '../../model/syncErrors';
import { Mono, Quiet, StateLabel } from '../ui';
import { RawText } from '../ui/RawText';
import { Section } from '../sections/Section';
import styles from '../sections/sections.module.css';

/** Each error of the cluster's sync: its code, what it says, what it concerns, and the raw text. */
export function SyncErrorsSection(props: { details: ClusterDetails }) {
  const { syncErrors, cluster } = props.details;
  const { t } = usePageWords();
  const unseen = Math.max(0, cluster.configSync.errorCount - syncErrors.length);
  if (!syncErrors.length && !unseen) {
    return null;
  }
  return (
    <Section title={t('cluster.section.errors')}>
      <ul className={styles.list}>
        {syncErrors.map((error, index) => (
          // Errors have no identity, and their order is the order of the report.
          <ErrorItem key={index} error={error} />
        ))}
      </ul>
      {unseen > 0 && (
        <p className={styles.more}>
          <Quiet>{t('cluster.errors.more', { count: unseen })}</Quiet>
        </p>
      )}
    </Section>
  );
}

function ErrorItem(props: { error: SyncError }) {
  const { code, message, resources = [] } = props.error;
  const { t } = usePageWords();
  const files = [
    ...new Set(resources.flatMap(({ sourcePath }) => sourcePath ?? [])),
  ];
  const names = resources.map(resourceName).filter(Boolean);
  return (
    <li className={styles.item}>
      <StateLabel tone="broken" strong>
        {code ?? t('cluster.errors.unnamed')}
      </StateLabel>
      <Text as="p" variant="body-medium" className={styles.message}>
        {errorHeadline(message)}
      </Text>
      {names.length > 0 && (
        <Quiet>
          {t('cluster.errors.resources')}: {names.join(', ')}
        </Quiet>
      )}
      {files.map(file => (
        <Quiet key={file}>
          {t('cluster.errors.file')}: <Mono>{file}</Mono>
        </Quiet>
      ))}
      {hasMore(message) && <RawText title={t('cluster.raw')} text={message} />}
    </li>
  );
}
