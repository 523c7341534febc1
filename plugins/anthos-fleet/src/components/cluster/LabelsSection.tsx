import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { MaybeLink, Mono, Quiet } from '../ui';
import { Section } from '../sections/Section';
import styles from '../sections/sections.module.css';

/** Labels of the cluster, each of them the way to the clusters that share it. */
export function LabelsSection(props: { labels: Record<string, string> }) {
  const { t } = usePageWords();
  const links = useFleetLinks();
  const labels = Object.entries(props.labels).map(([key, value]) =>
    value ? `${key}=${value}` : key,
  );
  return (
    <Section title={t('cluster.section.labels')}>
      {labels.length === 0 && <Quiet>{t('cluster.labels.none')}</Quiet>}
      <ul className={styles.labels}>
        {labels.map(label => (
          <li key={label}>
            <MaybeLink
              href={links.clusters({ label: [label] })}
              aria-label={t('cluster.labels.find', { label })}
            >
              <Mono>{label}</Mono>
            </MaybeLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
