import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { placeOf } from '../../model/place';
import { toneOfConnection } from '../../model/tone';
import {
  Ago,
  ClusterAge,
  Commit,
  MaybeLink,
  Mono,
  Quiet,
  StateLabel,
  VerdictLabel,
} from '../ui';
import { ErrorCount } from '../ui/ErrorCount';
import styles from '../lists/lists.module.css';

/** Columns of the table of clusters. */
export type ClusterColumn =
  | 'name'
  | 'place'
  | 'platform'
  | 'sync'
  | 'version'
  | 'nodes'
  | 'connection'
  | 'age';

interface CellProps {
  cluster: Cluster;
  narrow: boolean;
  /** Another cluster in sight has the same name. */
  ambiguous: boolean;
}

function NameContent({ cluster, narrow, ambiguous }: CellProps) {
  const links = useFleetLinks();
  const { t } = usePageWords();
  const place = placeOf(cluster);
  return (
    <>
      <MaybeLink
        href={links.cluster(cluster)}
        variant="body-medium"
        weight="bold"
      >
        {cluster.name}
      </MaybeLink>
      <span className={styles.meta}>
        {(!narrow || ambiguous) && (
          <Quiet title={cluster.ref}>
            {cluster.fleet} / {cluster.location}
          </Quiet>
        )}
        {narrow && (
          <>
            <Quiet>
              {t(`hosting.${cluster.hosting}`)}
              {place ? `, ${place}` : ''}
            </Quiet>
            <Quiet>{t(`platform.${cluster.platform}`)}</Quiet>
          </>
        )}
      </span>
    </>
  );
}

function PlaceContent({ cluster }: CellProps) {
  const { t } = usePageWords();
  const place = placeOf(cluster);
  return (
    <>
      <span>{t(`hosting.${cluster.hosting}`)}</span>
      <span className={styles.meta}>
        <Quiet>{place ?? t('clusters.noPlace')}</Quiet>
      </span>
    </>
  );
}

function PlatformContent({ cluster }: CellProps) {
  const { t } = usePageWords();
  return <span>{t(`platform.${cluster.platform}`)}</span>;
}

function SyncContent({ cluster, narrow }: CellProps) {
  const { commit, repository } = cluster.configSync;
  return (
    <>
      <VerdictLabel cluster={cluster} wrap />
      <span className={styles.meta}>
        {commit && <Commit commit={commit} repository={repository} />}
        <ErrorCount cluster={cluster} />
        {narrow && <ClusterAge cluster={cluster} />}
      </span>
    </>
  );
}

function ConnectionContent({ cluster }: CellProps) {
  const { t } = usePageWords();
  const { state, lastSeenAt } = cluster.connection;
  return (
    <>
      <StateLabel tone={toneOfConnection(state)} wrap>
        {t(`connection.${state}`)}
      </StateLabel>
      {lastSeenAt && (
        <span className={styles.meta}>
          <Quiet>
            <Ago time={lastSeenAt} />
          </Quiet>
        </span>
      )}
    </>
  );
}

const CELLS: Record<ClusterColumn, (props: CellProps) => JSX.Element> = {
  name: NameContent,
  place: PlaceContent,
  platform: PlatformContent,
  sync: SyncContent,
  version: ({ cluster }) => (
    <Mono>{cluster.kubernetesVersion?.replace(/^v/, '') ?? ''}</Mono>
  ),
  nodes: ({ cluster }) => (
    <span className={styles.number}>{cluster.nodeCount ?? ''}</span>
  ),
  connection: ConnectionContent,
  age: ({ cluster }) => <ClusterAge cluster={cluster} />,
};

/** One cell of the table of clusters. */
export function ClusterCell(props: CellProps & { column: ClusterColumn }) {
  const Content = CELLS[props.column];
  return <Content {...props} />;
}
