import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';
import { examples } from './clustersSelect.examples';
import { inputSchema, outputSchema } from './schema';
import { selectClusters } from './selectClusters';

/** What the action needs. */
export interface ClustersSelectOptions {
  fleet: Pick<AnthosFleetService, 'listClusters'>;
}

/** `anthos-fleet:clusters:select`: chooses clusters for later steps. */
export function createClustersSelectAction({ fleet }: ClustersSelectOptions) {
  return createTemplateAction({
    id: 'anthos-fleet:clusters:select',
    description:
      'Chooses clusters of the fleet for later steps: by where they run, platform, labels, site or name, among those that whoever started the task may see.',
    examples,
    // It only reads, so a dry run is the same.
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const { clusters: all, consistent } = await fleet.listClusters({
        credentials: await ctx.getInitiatorCredentials(),
        signal,
      });
      if (!consistent) {
        logger.warn(
          'The fleet changed while it was read; run the template again if a cluster is missing',
        );
      }
      const { clusters, unwell } = selectClusters(
        all.map(({ cluster }) => cluster),
        input,
      );
      for (const { cluster, why } of unwell) {
        logger.info(`${cluster.ref} is left out: it ${why}`);
      }
      logger.info(
        clusters.length === 1
          ? `1 cluster is chosen: ${clusters[0].ref}`
          : `${clusters.length} clusters are chosen: ${clusters
              .map(({ ref }) => ref)
              .join(', ')}`,
      );
      ctx.output(
        'clusters',
        clusters.map(({ ref }) => ref),
      );
      ctx.output(
        'names',
        clusters.map(({ name }) => name),
      );
      ctx.output('byHosting', byHosting(clusters));
      ctx.output('details', clusters.map(detailsOf));
    },
  });
}

function byHosting(clusters: Cluster[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const { hosting, ref } of clusters) {
    groups[hosting] = [...(groups[hosting] ?? []), ref];
  }
  return groups;
}

function detailsOf(cluster: Cluster) {
  const { ref, fleet, location, name, hosting, platform, labels } = cluster;
  return {
    ref,
    fleet,
    location,
    name,
    hosting,
    platform,
    ...(cluster.place.site && { site: cluster.place.site }),
    labels,
    syncState: cluster.configSync.state,
  };
}
