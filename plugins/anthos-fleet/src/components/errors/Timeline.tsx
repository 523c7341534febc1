import { VisuallyHidden } from '@backstage/ui';
import type { TimelineBucket } from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { formatTime, parseTime } from '../../model/time';
import { Section } from '../sections/Section';
import { Quiet } from '../ui';
import styles from './errors.module.css';

/** How many syncs had an error over time: bars for the eye, and a table for screen readers. */
export function Timeline(props: { buckets: TimelineBucket[] }) {
  const { buckets } = props;
  const { t, locale } = usePageWords();
  const now = useNow();
  const largest = Math.max(1, ...buckets.map(bucket => bucket.packageSyncs));
  const timeOf = ({ at }: TimelineBucket) =>
    formatTime(parseTime(at) ?? now, now, locale);
  return (
    <Section title={t('error.section.timeline')}>
      <div className={styles.chart} aria-hidden="true">
        {buckets.map(bucket => (
          <div
            key={bucket.at}
            className={`${styles.bar} ${
              bucket.packageSyncs ? '' : styles.none
            }`}
            title={`${timeOf(bucket)}: ${t('errors.syncsLink', {
              count: bucket.packageSyncs,
            })}`}
            style={
              bucket.packageSyncs
                ? { height: `${(100 * bucket.packageSyncs) / largest}%` }
                : undefined
            }
          />
        ))}
      </div>
      <div className={styles.axis} aria-hidden="true">
        <Quiet>{timeOf(buckets[0])}</Quiet>
        <Quiet>{t('error.timeline.peak', { count: largest })}</Quiet>
        <Quiet>{timeOf(buckets[buckets.length - 1])}</Quiet>
      </div>
      <VisuallyHidden>
        <table>
          <caption>{t('error.timeline.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('error.timeline.time')}</th>
              <th scope="col">{t('errors.column.syncs')}</th>
            </tr>
          </thead>
          <tbody>
            {buckets.map(bucket => (
              <tr key={bucket.at}>
                <th scope="row">{timeOf(bucket)}</th>
                <td>{bucket.packageSyncs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </Section>
  );
}
