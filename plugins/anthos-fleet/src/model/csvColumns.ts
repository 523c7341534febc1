import type {
  Cluster,
  ClusterMesh,
  ErrorGroup,
  FleetConstraint,
  PackageSync,
  Rollout,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import type { CsvColumn } from './csv';
import { MTLS_MODES } from './meshMtls';

const joined = (values: readonly (string | undefined)[]) =>
  values.filter(Boolean).join('; ');

const detailsOfNewest = ({ commits }: Rollout) =>
  commits.find(({ newest }) => newest)?.details;

/** What is taken along of clusters. States are in the words of the API, to be counted by. */
export const clusterColumns = (t: PageTranslation): CsvColumn<Cluster>[] => [
  { label: t('list.filter.cluster'), value: row => row.ref },
  { label: t('list.filter.hosting'), value: row => row.hosting },
  { label: t('list.filter.platform'), value: row => row.platform },
  {
    label: t('clusters.column.place'),
    value: ({ place }) => place.site ?? place.zone ?? place.region,
  },
  { label: t('list.filter.syncState'), value: row => row.configSync.state },
  { label: t('syncs.column.commit'), value: row => row.configSync.commit },
  { label: t('syncs.column.errors'), value: row => row.configSync.errorCount },
  { label: t('clusters.column.version'), value: row => row.kubernetesVersion },
  { label: t('clusters.column.nodes'), value: row => row.nodeCount },
  { label: t('list.filter.connection'), value: row => row.connection.state },
  {
    label: t('clusters.column.age'),
    value: ({ freshness }) => freshness.hub.observedAt,
  },
];

/** What is taken along of package syncs. */
export const syncColumns = (t: PageTranslation): CsvColumn<PackageSync>[] => [
  { label: t('list.filter.cluster'), value: row => row.cluster.ref },
  { label: t('list.filter.kind'), value: row => row.kind },
  { label: t('list.filter.namespace'), value: row => row.namespace },
  { label: t('syncs.column.sync'), value: row => row.name },
  { label: t('list.filter.state'), value: row => row.state },
  { label: t('syncs.column.commit'), value: row => row.commit },
  { label: t('syncs.csv.author'), value: row => row.commitDetails?.author },
  {
    label: t('syncs.csv.committedAt'),
    value: row => row.commitDetails?.committedAt,
  },
  { label: t('rollouts.column.newest'), value: row => row.sourceCommit },
  { label: t('rollouts.column.since'), value: row => row.behind?.since },
  { label: t('list.filter.repo'), value: row => row.repository },
  { label: t('rollouts.column.revision'), value: row => row.revision },
  { label: t('rollouts.column.directory'), value: row => row.directory },
  { label: t('syncs.column.errors'), value: row => row.errorCount },
  { label: t('list.filter.owner'), value: row => row.owner },
  { label: t('syncs.column.since'), value: row => row.stateSince },
  {
    label: t('clusters.column.age'),
    value: row => row.freshness.observedAt,
  },
];

/** What is taken along of error groups. */
export const errorColumns = (t: PageTranslation): CsvColumn<ErrorGroup>[] => [
  { label: t('list.filter.code'), value: row => row.code },
  { label: t('errors.column.error'), value: row => row.headline },
  { label: t('errors.column.clusters'), value: row => row.totalClusters },
  { label: t('errors.column.syncs'), value: row => row.totalPackageSyncs },
  {
    label: t('list.filter.hosting'),
    value: row =>
      joined(row.hostings.map(({ hosting, total }) => `${hosting} (${total})`)),
  },
  { label: t('errors.column.owners'), value: row => joined(row.owners) },
  {
    label: t('error.repositories'),
    value: row => joined(row.repositories),
  },
  { label: t('error.firstSeen'), value: row => row.firstSeenAt },
  { label: t('error.lastSeen'), value: row => row.lastSeenAt },
];

/** What is taken along of rollouts. */
export const rolloutColumns = (t: PageTranslation): CsvColumn<Rollout>[] => [
  { label: t('list.filter.repo'), value: row => row.repository },
  { label: t('rollouts.column.revision'), value: row => row.revision },
  { label: t('rollouts.column.directory'), value: row => row.directory },
  { label: t('list.filter.state'), value: row => row.state },
  { label: t('rollouts.column.newest'), value: row => row.newestCommit },
  {
    label: t('rollouts.csv.author'),
    value: row => detailsOfNewest(row)?.author,
  },
  {
    label: t('rollouts.csv.committedAt'),
    value: row => detailsOfNewest(row)?.committedAt,
  },
  { label: t('rollouts.column.clusters'), value: row => row.totalClusters },
  { label: t('rollouts.column.behind'), value: row => row.behindClusters },
  { label: t('rollouts.column.since'), value: row => row.behindSince },
  {
    label: t('rollouts.column.commits'),
    value: row =>
      joined(
        row.commits.map(
          ({ commit, totalClusters }) =>
            `${commit ?? t('syncs.noCommit')} (${totalClusters})`,
        ),
      ),
  },
];

/** What is taken along of constraints. */
export const policyColumns = (
  t: PageTranslation,
): CsvColumn<FleetConstraint>[] => [
  { label: t('list.filter.kind'), value: row => row.kind },
  { label: t('policies.column.constraint'), value: row => row.name },
  { label: t('policies.column.bundle'), value: row => row.bundle },
  {
    label: t('policies.column.enforcement'),
    value: row =>
      joined(
        row.enforcements.map(
          ({ enforcement, total }) => `${enforcement} (${total})`,
        ),
      ),
  },
  { label: t('policies.column.violations'), value: row => row.totalViolations },
  { label: t('policies.column.clusters'), value: row => row.violatingClusters },
  { label: t('rollouts.column.clusters'), value: row => row.totalClusters },
  { label: t('policies.csv.lastKnown'), value: row => row.lastKnownClusters },
];

/** What is taken along of meshes. */
export const meshColumns = (t: PageTranslation): CsvColumn<ClusterMesh>[] => [
  { label: t('list.filter.cluster'), value: row => row.cluster.ref },
  { label: t('meshes.column.management'), value: row => row.management },
  { label: t('list.filter.state'), value: row => row.mesh?.state },
  {
    label: t('meshes.column.controlPlanes'),
    value: ({ revisions, mesh }) =>
      revisions.length
        ? joined(revisions.map(({ name }) => name))
        : mesh?.revision,
  },
  {
    label: t('meshes.column.namespaces'),
    value: row => row.namespaces?.enabled,
  },
  { label: t('meshes.column.mtls'), value: row => row.mtls?.mode },
  { label: t('meshes.csv.mtlsSource'), value: row => row.mtls?.source },
  {
    label: t('meshes.csv.mtlsNamespaces'),
    value: ({ mtls }) =>
      mtls?.namespaces &&
      joined(MTLS_MODES.map(mode => `${mode} (${mtls.namespaces?.[mode]})`)),
  },
  {
    label: t('cluster.mesh.conditions'),
    value: row => joined(row.conditions.map(({ code }) => code)),
  },
];
