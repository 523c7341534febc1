import { setTimeout as sleep } from 'node:timers/promises';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';
import { readDuration } from '../../common';
import { ClusterWatch } from './ClusterWatch';
import { findSyncs } from './findSyncs';
import { History, type IsAncestor } from './History';
import { inputSchema, outputSchema } from './schema';
import { examples } from './syncWait.examples';
import { readWanted } from './Wanted';
import { watchClusters } from './watchClusters';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What the action needs. */
export interface SyncWaitOptions {
  fleet: Pick<
    AnthosFleetService,
    'getCluster' | 'getPackageSync' | 'getPackageSyncs' | 'refreshCluster'
  >;
  /** Left out, only the commit itself counts, and what its sync shows after it. */
  isAncestor?: IsAncestor;
  /** Lets time pass between two looks. Default: real time. */
  pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** `anthos-fleet:sync:wait`: waits until a commit is live on clusters. */
export function createSyncWaitAction({
  fleet,
  isAncestor,
  pause = async (ms, signal) => sleep(ms, undefined, { signal }),
}: SyncWaitOptions) {
  return createTemplateAction({
    id: 'anthos-fleet:sync:wait',
    description:
      'Waits until a commit is live on all chosen clusters, and tells for each how far it is. An error that blocks it ends the step with its explanation. It changes nothing, and may be run again.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const wanted = readWanted(input);
      const timeoutMs = readDuration(input.timeout, 'timeout', {
        fallbackMs: 15 * MINUTE,
        minMs: SECOND,
        maxMs: 24 * 60 * MINUTE,
      });
      const graceMs = readDuration(input.grace, 'grace', {
        fallbackMs: MINUTE,
        minMs: 0,
        maxMs: 60 * MINUTE,
      });
      if (ctx.isDryRun) {
        logger.info(
          `It would be waited until ${
            wanted.commit
          } is live on ${wanted.clusters
            .map(({ text }) => text)
            .join(', ')}, for at most ${timeoutMs / SECOND} s`,
        );
        ctx.output('live', false);
        ctx.output('results', []);
        return;
      }
      // The time goes on while the portal restarts.
      const startedAt = await ctx.checkpoint({
        key: 'sync-wait.started',
        fn: async () => Date.now(),
      });
      const credentials = await ctx.getInitiatorCredentials();
      const asking = { credentials, signal };
      const history = new History({
        wanted: wanted.commit,
        isAncestor,
        onUnknown: why =>
          logger.info(
            `Whether newer commits have this one cannot be looked up: ${why}`,
          ),
      });
      const watches = wanted.clusters.map(
        cluster =>
          new ClusterWatch({
            cluster,
            history,
            graceMs,
            logger,
            signal,
            getSync: id => fleet.getPackageSync(id, asking),
            getCluster: async () =>
              (await fleet.getCluster(cluster.ref, asking)).cluster,
            refresh: () => fleet.refreshCluster(cluster.ref, asking),
          }),
      );
      try {
        await watchClusters({
          watches,
          find: refs => findSyncs(wanted, refs, { fleet, ...asking }),
          deadline: startedAt + timeoutMs,
          pollMs: (input.pollSeconds ?? 5) * SECOND,
          pause,
          logger,
          signal,
        });
      } finally {
        ctx.output(
          'live',
          watches.every(({ live }) => live),
        );
        ctx.output(
          'results',
          watches.map(({ result }) => result),
        );
      }
      logger.info(
        `${wanted.commit.slice(0, 8)} is live on ${
          watches.length === 1
            ? 'the cluster'
            : `all ${watches.length} clusters`
        }`,
      );
    },
  });
}
