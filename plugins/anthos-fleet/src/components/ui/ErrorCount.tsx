import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useWords } from '../../hooks/useWords';
import { MaybeLink } from './MaybeLink';
import styles from './text.module.css';

/** How many sync errors a cluster has, the way to them; nothing where there are none. */
export function ErrorCount(props: {
  cluster: Cluster;
  /** The package sync that the number is of, where it is of one alone. */
  syncId?: string;
}) {
  const { ref, configSync } = props.cluster;
  const { errorCount, basis } = configSync;
  const { t } = useWords();
  const links = useFleetLinks();
  if (!errorCount) {
    return null;
  }
  const whereListed = () => {
    if (props.syncId) {
      return links.sync(props.syncId);
    }
    // Errors that the fleet sums up are on the page of the cluster, not in the list of errors.
    return basis === 'package-syncs'
      ? links.errors({ cluster: [ref] })
      : links.cluster(props.cluster);
  };
  return (
    <MaybeLink
      href={whereListed()}
      className={styles.finger}
      variant="body-small"
    >
      {t('clusters.errors', { count: errorCount })}
    </MaybeLink>
  );
}
