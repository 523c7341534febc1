import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import type { ReactNode } from 'react';
import { usePageWords } from '../../hooks/usePageWords';
import type { OnClusters as Placed } from '../../model/onClusters';
import sections from '../sections/sections.module.css';
import { ClusterName, Quiet } from '../ui';
import styles from './tab.module.css';

const SHOWN_CLUSTERS = 5;

/** What something is about, and the clusters for which the same is said of it. */
export function OnClusters(props: {
  placed: Placed<unknown>;
  children: ReactNode;
}) {
  const { clusters, everywhere } = props.placed;
  const { t } = usePageWords();
  const more = clusters.length - SHOWN_CLUSTERS;
  return (
    <span className={`${sections.inline} ${styles.onClusters}`}>
      {props.children}
      {everywhere ? (
        <Quiet>{t('calls.same', { total: String(clusters.length) })}</Quiet>
      ) : (
        <>
          {clusters.slice(0, SHOWN_CLUSTERS).map((cluster: Cluster) => (
            <span key={cluster.ref}>
              <ClusterName cluster={cluster} />
            </span>
          ))}
          {more > 0 && (
            <Quiet>{t('calls.clusters.more', { count: more })}</Quiet>
          )}
        </>
      )}
    </span>
  );
}
