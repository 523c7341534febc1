import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useWords } from '../../hooks/useWords';
import { LIST_ALL, type EntityGroup } from '../../model/entityGroups';
import { legendWord } from '../../model/legend';
import { placeOf, sharedNames } from '../../model/place';
import { toneOfSync } from '../../model/tone';
import { judgeCluster } from '../../model/verdict';
import {
  ClusterAge,
  Commit,
  MaybeLink,
  Quiet,
  StateLabel,
  ToneIcon,
  verdictWord,
} from '../ui';
import styles from './entity.module.css';

/** The clusters of one kind of hosting. */
export function HostingGroup(props: {
  group: EntityGroup;
  markNewest: boolean;
}) {
  const { group, markNewest } = props;
  const { t } = useWords();
  const counted = group.total > LIST_ALL;
  const shared = sharedNames([...group.listed, ...group.folded]);
  const row = (cluster: Cluster) => (
    <EntityClusterRow
      key={cluster.ref}
      cluster={cluster}
      markNewest={markNewest}
      ambiguous={shared.has(cluster.name)}
    />
  );
  return (
    <section
      className={styles.group}
      aria-label={t(`hosting.${group.hosting}`)}
    >
      <div className={styles.groupHead}>
        <span className={styles.groupName}>
          {t(`hosting.${group.hosting}`)}
        </span>
        {counted && (
          <ul className={styles.states}>
            {group.states.map(count => (
              <li key={count.state}>
                <StateLabel tone={toneOfSync(count.state)}>
                  {legendWord(t, count)}
                </StateLabel>
              </li>
            ))}
          </ul>
        )}
      </div>
      {group.listed.length > 0 && (
        <ul className={styles.clusters}>{group.listed.map(row)}</ul>
      )}
      {group.folded.length > 0 && (
        <Accordion>
          <AccordionTrigger
            title={t(group.foldedInSync ? 'entity.fold' : 'entity.foldOthers', {
              count: group.foldedTotal,
            })}
          />
          <AccordionPanel>
            <ul className={styles.clusters}>{group.folded.map(row)}</ul>
          </AccordionPanel>
        </Accordion>
      )}
    </section>
  );
}

/** One cluster of an entity: sign, name, place and commit, and under them the state and its age. */
export function EntityClusterRow(props: {
  cluster: Cluster;
  markNewest: boolean;
  ambiguous: boolean;
}) {
  const { cluster, markNewest, ambiguous } = props;
  const { t } = useWords();
  const links = useFleetLinks();
  const verdict = judgeCluster(cluster);
  const place = placeOf(cluster);
  const { commit, sourceCommit, repository, errorCount } = cluster.configSync;
  return (
    <li className={styles.cluster}>
      <ToneIcon tone={verdict.tone} />
      <span className={styles.what}>
        <MaybeLink
          href={links.cluster(cluster)}
          variant="body-medium"
          weight="bold"
        >
          {cluster.name}
        </MaybeLink>
        <Quiet title={cluster.ref}>
          {place ?? t('clusters.noPlace')}
          {ambiguous && place !== cluster.location && ` (${cluster.location})`}
        </Quiet>
      </span>
      <span className={styles.commit}>
        {commit && <Commit commit={commit} repository={repository} />}
      </span>
      <span className={styles.state}>
        <span>{verdictWord(t, cluster, verdict)}</span>
        {errorCount > 1 && (
          <Quiet>{t('clusters.errors', { count: errorCount })}</Quiet>
        )}
        <ClusterAge cluster={cluster} />
      </span>
      {markNewest && commit && commit === sourceCommit && (
        <span className={styles.newest}>
          <Quiet>{t('entity.newest')}</Quiet>
        </span>
      )}
    </li>
  );
}
