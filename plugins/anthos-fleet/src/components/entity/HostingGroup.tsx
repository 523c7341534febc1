import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type {
  Cluster,
  PackageSync,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useWords } from '../../hooks/useWords';
import { LIST_ALL, type EntityGroup } from '../../model/entityGroups';
import { filesOf, sampleOf } from '../../model/errorFiles';
import type { EntityOnCluster } from '../../model/entityView';
import { legendWord } from '../../model/legend';
import { placeOf, sharedNames } from '../../model/place';
import { toneOfSync } from '../../model/tone';
import { judgeCluster } from '../../model/verdict';
import {
  Behind,
  ClusterAge,
  Commit,
  MaybeLink,
  Quiet,
  StateLabel,
  ToneIcon,
  verdictWord,
} from '../ui';
import { ErrorCount } from '../ui/ErrorCount';
import { FileLink } from '../ui/FileLink';
import styles from './entity.module.css';

/** The clusters of one kind of hosting. */
export function HostingGroup(props: {
  group: EntityGroup;
  markNewest: boolean;
  onCluster: ReadonlyMap<string, EntityOnCluster>;
}) {
  const { group, markNewest, onCluster } = props;
  const { t } = useWords();
  const counted = group.total > LIST_ALL;
  const shared = sharedNames([...group.listed, ...group.folded]);
  const row = (cluster: Cluster) => (
    <EntityClusterRow
      key={cluster.ref}
      cluster={cluster}
      markNewest={markNewest}
      ambiguous={shared.has(cluster.name)}
      own={onCluster.get(cluster.ref)}
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
  /** What the entity's own syncs say of it there. */
  own: EntityOnCluster | undefined;
}) {
  const { cluster, markNewest, ambiguous, own } = props;
  const { t } = useWords();
  const links = useFleetLinks();
  const verdict = judgeCluster(cluster);
  const place = placeOf(cluster);
  const { commit, sourceCommit, repository, errorCount } = cluster.configSync;
  const error = own?.error;
  // The same error on another cluster may be in another file.
  const [file] =
    error?.sample?.cluster.ref === cluster.ref ? filesOf(sampleOf(error)) : [];
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
        {commit && (
          <Commit
            commit={commit}
            repository={repository}
            url={own?.sync.links?.commit}
            details={own?.sync.commitDetails}
          />
        )}
      </span>
      <span className={styles.state}>
        <span>{verdictWord(t, cluster, verdict)}</span>
        {own && <Progress sync={own.sync} />}
        {errorCount > 1 && (
          <ErrorCount cluster={cluster} syncId={own?.sync.id} />
        )}
        <ClusterAge cluster={cluster} />
      </span>
      {markNewest && commit && commit === sourceCommit && (
        <span className={styles.newest}>
          <Quiet>{t('entity.newest')}</Quiet>
        </span>
      )}
      {error && (
        <span className={styles.why}>
          <MaybeLink href={links.error(error.fingerprint)} variant="body-small">
            {error.headline}
          </MaybeLink>
          {file && (
            <span className={styles.file}>
              <FileLink file={file} small />
            </span>
          )}
        </span>
      )}
    </li>
  );
}

/** How far a sync has come, or how far it is behind. */
function Progress(props: { sync: PackageSync }) {
  const { state, objects, behind } = props.sync;
  const { t } = useWords();
  if (state === 'reconciling' && objects) {
    return (
      <Quiet>
        {t('entity.progress', {
          ready: String(objects.current),
          total: String(objects.total),
        })}
      </Quiet>
    );
  }
  return behind ? <Behind behind={behind} /> : null;
}
