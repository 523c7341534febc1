import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { parseClusterRef } from 'backstage-plugin-anthos-fleet-common';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';
import { checkEntityRef, checkLabel, readDuration, shown } from '../../common';
import { ensureUntilDone } from './ensureUntilDone';
import { examples } from './fleetNamespaceCreate.examples';
import { inputSchema, outputSchema } from './schema';

const MINUTE = 60_000;

/** What the action needs. */
export interface FleetNamespaceCreateOptions {
  fleet: Pick<AnthosFleetService, 'ensureFleetNamespace' | 'getNamespace'>;
  /** Time between two questions. Default: 2,000. */
  pollMs?: number;
}

/** `anthos-fleet:fleet-namespace:create`: has Google make a namespace on clusters, without Git. */
export function createFleetNamespaceCreateAction({
  fleet,
  pollMs,
}: FleetNamespaceCreateOptions) {
  return createTemplateAction({
    id: 'anthos-fleet:fleet-namespace:create',
    description:
      'Makes a namespace through the fleet, without Git: a team scope, the namespace in it, its clusters and the role of a group. What is there stays; what is of another owner is refused. The portal must be configured for it.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const { scope, namespace, group, role, labels } = input;
      const clusters = [...new Set(input.clusters)].sort();
      const project = projectOf(clusters, input.fleet);
      checkLabel(scope, 'scope');
      checkLabel(namespace, 'namespace');
      const owner =
        input.owner === undefined
          ? undefined
          : checkEntityRef(input.owner, 'owner', 'group');
      const timeoutMs = readDuration(input.timeout, 'timeout', {
        fallbackMs: 5 * MINUTE,
        minMs: 1_000,
        maxMs: 60 * MINUTE,
      });
      const credentials = await ctx.getInitiatorCredentials();
      if (ctx.isDryRun) {
        const { clusters: places } = await fleet.getNamespace(namespace, {
          credentials,
          signal,
        });
        logger.info(
          `The scope ${scope} of ${project} would have the namespace ${namespace} and the clusters ${clusters.join(
            ', ',
          )}${
            group ? `, and ${group} would get the role ${role ?? 'edit'}` : ''
          }`,
        );
        places.forEach(place =>
          logger.info(
            `${namespace} is on ${place.cluster} already and belongs to ${
              place.owner ?? 'nobody known'
            }`,
          ),
        );
        ctx.output('done', false);
        ctx.output('changed', false);
        ctx.output('steps', []);
        return;
      }
      const result = await ctx.checkpoint({
        key: `fleet-namespace.${project}.${scope}.${namespace}`,
        fn: async () => {
          const { changed, steps } = await ensureUntilDone({
            ensure: () =>
              fleet.ensureFleetNamespace(
                { project, scope, namespace },
                { clusters, owner, group, role, labels },
                { credentials, signal },
              ),
            deadline: Date.now() + timeoutMs,
            logger,
            signal,
            pollMs,
          });
          return {
            changed,
            steps: steps.map(({ kind, name, state }) => ({
              kind,
              name,
              state,
            })),
          };
        },
      });
      logger.info(
        result.changed
          ? `The fleet has the namespace ${namespace} on ${clusters.length} clusters`
          : 'Nothing changes: everything was there',
      );
      ctx.output('done', true);
      ctx.output('changed', result.changed);
      ctx.output('steps', result.steps);
    },
  });
}

/** The fleet that all of the clusters are in. */
function projectOf(clusters: string[], fleet: string | undefined): string {
  const projects = clusters.map(text => {
    const ref = parseClusterRef(text);
    if (!ref) {
      throw new InputError(
        `clusters: ${shown(text)} is no cluster; give project/location/name`,
      );
    }
    return ref.project;
  });
  const project = fleet ?? projects[0];
  const foreign = clusters.find((_, index) => projects[index] !== project);
  if (foreign !== undefined) {
    throw new InputError(
      `clusters: ${foreign} is not in the fleet ${shown(
        project,
      )}; a scope has clusters of one fleet only`,
    );
  }
  return project;
}
