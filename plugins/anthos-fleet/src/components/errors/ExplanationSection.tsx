import { Link } from '@backstage/ui';
import type { ErrorGroupDetails } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { filesOf } from '../../model/errorFiles';
import { safeUrl } from '../../model/links';
import { Fields, Section, Subtitle } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { Quiet } from '../ui';
import { RawText } from '../ui/RawText';
import { Remedy } from '../ui/Remedy';
import { FileLink } from '../ui/FileLink';
import styles from './errors.module.css';

const MAX_FILES = 10;

/** Why the error happens, what to do and where, and the words of the product, folded. */
export function ExplanationSection(props: { details: ErrorGroupDetails }) {
  const { group, occurrences } = props.details;
  const { explanation, code, message } = group;
  const { t } = usePageWords();
  const files = filesOf(occurrences);
  const documentation = safeUrl(explanation.documentationUrl);
  return (
    <Section title={t('error.section.what')}>
      <div className={styles.cause}>
        {!group.headline.startsWith(explanation.title) && (
          <p className={sections.message}>{explanation.title}</p>
        )}
        <Fields
          fields={[
            [t('error.cause'), explanation.cause],
            [
              t('error.remedy'),
              explanation.remedy && (
                <Remedy key="v" text={explanation.remedy} />
              ),
            ],
            [
              t('error.fixedIn'),
              explanation.fixedIn !== 'unknown' &&
                t(`error.fixedIn.${explanation.fixedIn}`),
            ],
          ]}
        />
        {!explanation.known && <Quiet>{t('error.unknown')}</Quiet>}
        {documentation && (
          <div>
            <Link
              href={documentation}
              target="_blank"
              rel="noopener noreferrer"
            >
              {code
                ? t('error.documentation', { code })
                : t('error.documentationPlain')}
            </Link>
          </div>
        )}
        {files.length > 0 && (
          <div>
            <Subtitle>{t('error.section.files')}</Subtitle>
            <ul className={styles.files}>
              {files.slice(0, MAX_FILES).map(file => (
                <li key={`${file.path} ${file.url ?? file.commit}`}>
                  <FileLink file={file} />
                </li>
              ))}
            </ul>
          </div>
        )}
        <RawText title={t('cluster.raw')} text={message} />
      </div>
    </Section>
  );
}
