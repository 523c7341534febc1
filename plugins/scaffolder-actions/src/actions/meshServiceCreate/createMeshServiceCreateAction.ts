import { InputError } from '@backstage/errors';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';
import {
  chooseClusters,
  findComponents,
  findOwner,
  findRef,
  requireIdentity,
  trustDomainsOf,
  WorkspaceFolder,
  type ChosenCluster,
  type EntityReader,
} from '../../common';
import {
  HOSTINGS,
  readSelfServiceConfig,
  type SelfServiceConfig,
} from '../../config';
import {
  callerPrincipals,
  joinPath,
  principalOf,
  serviceFiles,
  servicePaths,
  sharedLists,
  type HostingPlan,
  type ServicePlan,
} from '../../manifests';
import { requireSound } from '../requireSound';
import { examples } from './meshServiceCreate.examples';
import { inRegistry } from './readImage';
import { readInput, type CheckedInput, type ServiceInput } from './readInput';
import { inputSchema, outputSchema } from './schema';

/** What the action needs. */
export interface MeshServiceCreateOptions {
  config: Config;
  fleet: Pick<AnthosFleetService, 'getCluster'>;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
}

/** `anthos-fleet:mesh-service:create`: writes the skeleton of a service into the workspace. */
export function createMeshServiceCreateAction(
  options: MeshServiceCreateOptions,
) {
  const config = readSelfServiceConfig(options.config);
  return createTemplateAction({
    id: 'anthos-fleet:mesh-service:create',
    description:
      'Writes the skeleton of a service in the mesh into the workspace: its workload, who may call it, whom it calls, how it is reached from outside, an overlay for each hosting, and its catalog entity.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const checked = readInput(input, config);
      const folder = new WorkspaceFolder(ctx.workspacePath, checked.targetPath);
      const credentials = await ctx.getInitiatorCredentials();
      const clusters = await chooseClusters(input.clusters, {
        fleet: options.fleet,
        credentials,
        signal,
        config,
      });
      requireMesh(clusters);
      const plan: ServicePlan = {
        ...checked,
        ...(await readNeighbours(input, {
          catalog: options.catalog,
          credentials,
        })),
        clusters: clusters.map(({ ref }) => ref),
        hostings: hostingsOf(clusters, checked, config),
        trustDomains: trustDomainsOf(clusters, config),
        sidecar: config.mesh.sidecar,
        monitoring: config.monitoringNamespaces,
      };
      const files = await serviceFiles(plan, path => folder.read(path));

      await requireSound(files);
      // A dry run has a workspace of its own, and shows what is in it.
      const written = await folder.write(files);
      const principals = callerPrincipals(plan);
      logger.info(
        written.length
          ? `${written.length} files of ${plan.name} ${
              ctx.isDryRun ? 'would be' : 'are'
            } written, with overlays for ${plan.hostings
              .map(({ hosting }) => hosting)
              .join(', ')}`
          : `Nothing changes: the files of ${plan.name} are here already`,
      );
      logger.info(
        principals.length
          ? `It may be called by ${principals.join(', ')}`
          : 'Nobody in the mesh may call it yet',
      );
      ctx.output(
        'files',
        files.map(({ path }) => path),
      );
      ctx.output('sharedLists', sharedLists(plan));
      ctx.output('entityRef', `component:default/${plan.name}`);
      ctx.output(
        'catalogInfoPath',
        joinPath(servicePaths(plan).about, 'catalog-info.yaml'),
      );
      ctx.output(
        'identity',
        plan.trustDomains.map(domain =>
          principalOf(domain, {
            namespace: plan.namespace,
            serviceAccount: plan.name,
          }),
        ),
      );
      ctx.output('principals', principals);
    },
  });
}

function requireMesh(clusters: readonly ChosenCluster[]): void {
  const without = clusters.filter(({ injection }) => !injection);
  if (without.length) {
    throw new InputError(
      `clusters: no mesh is known on ${without
        .map(({ ref }) => ref)
        .join(
          ', ',
        )}; choose others, or name the label that gives pods their sidecar there in anthosFleet.selfService.mesh.injection`,
    );
  }
}

async function readNeighbours(input: ServiceInput, reader: EntityReader) {
  const owner = await findOwner(input.owner, reader);
  const system =
    input.system === undefined
      ? undefined
      : await findRef(input.system, 'system', 'system', reader);
  const callers = await findComponents(input.callers ?? [], 'callers', reader);
  return {
    owner: owner.ref,
    ...(system && { system }),
    callers: callers.map(caller => requireIdentity(caller, 'callers')),
    callees: await findComponents(input.callees ?? [], 'callees', reader),
  };
}

function hostingsOf(
  clusters: readonly ChosenCluster[],
  { name, namespace, image }: CheckedInput,
  { ingress, identity, registries }: SelfServiceConfig,
): HostingPlan[] {
  return HOSTINGS.filter(hosting =>
    clusters.some(cluster => cluster.hosting === hosting),
  ).map(hosting => {
    const registry = image.sample ? undefined : registries[hosting];
    const annotations = identity[hosting];
    return {
      hosting,
      ingress: ingress[hosting],
      ...(annotations && {
        identity: Object.fromEntries(
          Object.entries(annotations).map(([key, text]) => [
            key,
            text
              .replaceAll('{name}', name)
              .replaceAll('{namespace}', namespace),
          ]),
        ),
      }),
      ...(registry && {
        image: {
          name: inRegistry(image.name, registry),
          ...(image.tag && { tag: image.tag }),
          ...(image.digest && { digest: image.digest }),
        },
      }),
    };
  });
}
