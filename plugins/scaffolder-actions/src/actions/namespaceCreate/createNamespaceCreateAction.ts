import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';
import {
  chooseClusters,
  findOwner,
  groupOf,
  WorkspaceFolder,
  type ChosenCluster,
  type Owner,
} from '../../common';
import { readSelfServiceConfig, type SelfServiceConfig } from '../../config';
import { layOutNamespace, type NamespacePlan } from '../../manifests';
import { requireSound } from '../requireSound';
import { checkTakenInFleet, checkTakenInFolder } from './checkTaken';
import { examples } from './namespaceCreate.examples';
import { readInput, type CheckedInput } from './readInput';
import { inputSchema, outputSchema } from './schema';

/** What the action needs. */
export interface NamespaceCreateOptions {
  config: Config;
  fleet: Pick<AnthosFleetService, 'getCluster' | 'getNamespace'>;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
}

/** `anthos-fleet:namespace:create`: writes the manifests of a namespace into the workspace. */
export function createNamespaceCreateAction(options: NamespaceCreateOptions) {
  const config = readSelfServiceConfig(options.config);
  return createTemplateAction({
    id: 'anthos-fleet:namespace:create',
    description:
      'Writes the manifests of a namespace into the workspace: the namespace with the mesh of each of its clusters, the sync of the team’s repository, rights, quota, and rules for the network and the mesh. A namespace of another owner is refused.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const checked = readInput(input, config);
      const folder = new WorkspaceFolder(ctx.workspacePath, checked.targetPath);
      const credentials = await ctx.getInitiatorCredentials();
      const owner = await findOwner(input.owner, {
        catalog: options.catalog,
        credentials,
      });
      const clusters = await chooseClusters(input.clusters, {
        fleet: options.fleet,
        credentials,
        signal,
        config,
      });
      const plan = planOf(checked, owner, {
        clusters,
        group: groupOf(owner, input.group),
        config,
      });
      const files = layOutNamespace(plan, checked.layout);
      const taken = await checkTakenInFleet(checked.name, owner, {
        fleet: options.fleet,
        credentials,
        logger,
        signal,
      });
      const { ownerLabel } = plan;
      await checkTakenInFolder(files, checked.name, {
        folder,
        owner,
        ownerLabel,
      });

      await requireSound(files, {
        sourceFormat:
          checked.layout.kind === 'hierarchical' ? 'hierarchy' : 'unstructured',
      });
      // A dry run has a workspace of its own, and shows what is in it.
      const written = await folder.write(files);
      const status =
        written.length === 0
          ? 'unchanged'
          : ({ free: 'created', ours: 'updated' } as const)[taken];
      for (const line of report(plan, status, written.length, ctx.isDryRun)) {
        logger.info(line);
      }
      ctx.output(
        'files',
        files.map(({ path }) => path),
      );
      ctx.output('status', status);
      ctx.output('namespace', plan.name);
      ctx.output(
        'syncs',
        clusters.map(({ ref }) => ({
          cluster: ref,
          kind: 'RepoSync',
          namespace: plan.name,
          name: plan.source.syncName,
        })),
      );
    },
  });
}

function planOf(
  { name, role, source, quota }: CheckedInput,
  owner: Owner,
  {
    clusters,
    group,
    config,
  }: { clusters: ChosenCluster[]; group: string; config: SelfServiceConfig },
): NamespacePlan {
  const { mesh, namespaces, ingress, monitoringNamespaces } = config;
  return {
    name,
    owner: owner.ref,
    ownerLabel: { key: namespaces.ownerLabel, value: owner.name },
    access: { group, role },
    source,
    quota,
    ...(namespaces.reconcilerRole && {
      reconcilerRole: namespaces.reconcilerRole,
    }),
    network: {
      sidecar: mesh.sidecar,
      monitoring: monitoringNamespaces,
      eastWest: mesh.eastWestNamespace,
      googleApis: mesh.googleApis,
    },
    clusters: clusters.map(cluster => ({
      ...cluster,
      gateway: ingress[cluster.hosting].serviceAccount,
    })),
  };
}

function report(
  plan: NamespacePlan,
  status: 'created' | 'updated' | 'unchanged',
  written: number,
  isDryRun: boolean | undefined,
): string[] {
  const what = {
    created: `The namespace ${plan.name} is new to the fleet`,
    updated: `The namespace ${plan.name} belongs to ${plan.owner} already and is updated`,
    unchanged: `Nothing changes: the manifests of ${plan.name} are here already`,
  }[status];
  return [
    `${what}; ${written} files ${isDryRun ? 'would be' : 'are'} written`,
    ...plan.clusters.map(({ ref, injection }) =>
      injection
        ? `${ref}: pods get a sidecar by ${injection.key}=${injection.value}`
        : `${ref}: no mesh is known, so pods get no sidecar; anthosFleet.selfService.mesh.injection can say otherwise`,
    ),
    ...(plan.source.secret
      ? [
          `Somebody has to make the Secret ${plan.source.secret} in the namespace; until then, its repository cannot be read`,
        ]
      : []),
  ];
}
