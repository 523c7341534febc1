import type {
  ErrorGroupDetails,
  ErrorOccurrence,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { byCluster } from '../../model/errorGroups';
import { syncName } from '../../model/syncName';
import { errorHeadline, resourceName } from '../../model/syncErrors';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { At, ClusterName, Commit, MaybeLink, Quiet } from '../ui';
import { useSyncsHref } from './ErrorCells';
import styles from './errors.module.css';

/** The clusters that have the error, and on each of them the syncs and objects. */
export function WhereSection(props: { details: ErrorGroupDetails }) {
  const { group, clusters, occurrences, totalOccurrences } = props.details;
  const { t } = usePageWords();
  const hrefOf = useSyncsHref(group);
  const totals = new Map(
    clusters.map(({ cluster, totalPackageSyncs }) => [
      cluster.ref,
      totalPackageSyncs,
    ]),
  );
  const listed = byCluster(occurrences);
  const more = group.totalClusters - listed.length;
  return (
    <Section title={t('error.section.where')}>
      <ul className={styles.where}>
        {listed.map(({ cluster, occurrences: own }) => (
          <li key={cluster.ref}>
            <div className={sections.item}>
              <ClusterName cluster={cluster} strong />
              <MaybeLink
                href={hrefOf({ cluster: [cluster.ref] })}
                className={styles.count}
                variant="body-small"
              >
                {t('errors.syncsLink', {
                  count: totals.get(cluster.ref) ?? own.length,
                })}
              </MaybeLink>
            </div>
            <ul className={sections.list}>
              {own.map((occurrence, index) => (
                <OccurrenceItem
                  // One sync may have the error twice, for two objects.
                  key={`${occurrence.packageSyncId} ${index}`}
                  occurrence={occurrence}
                  shared={group.message}
                />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {occurrences.length < totalOccurrences && (
        <p className={sections.more}>
          <Quiet>
            {t('error.truncated', {
              shown: String(occurrences.length),
              total: String(totalOccurrences),
            })}
          </Quiet>{' '}
          <MaybeLink href={hrefOf({ sort: 'cluster' })}>
            {more > 0
              ? t('error.truncatedClusters', { count: more })
              : t('error.truncatedAll')}
          </MaybeLink>
        </p>
      )}
    </Section>
  );
}

function OccurrenceItem(props: {
  occurrence: ErrorOccurrence;
  /** The message that is shown for the whole group already. */
  shared: string;
}) {
  const { occurrence, shared } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const { commit, repository, message, firstSeenAt } = occurrence;
  const names = occurrence.resources.map(resourceName).filter(Boolean);
  return (
    <li className={sections.item}>
      <span className={sections.inline}>
        <MaybeLink
          href={links.sync(occurrence.packageSyncId)}
          variant="body-medium"
        >
          {syncName(occurrence)}
        </MaybeLink>
        <Quiet>{occurrence.kind}</Quiet>
        {commit && <Commit commit={commit} repository={repository} />}
        <Quiet>{t('error.since', { time: <At time={firstSeenAt} /> })}</Quiet>
      </span>
      {names.length > 0 && <Quiet>{names.join(', ')}</Quiet>}
      {message !== shared && (
        <p className={sections.message}>{errorHeadline(message)}</p>
      )}
    </li>
  );
}
