import { InputError } from '@backstage/errors';
import type { Manifest, TextFile } from '../Manifest';
import {
  filesOf,
  joinPath,
  kustomization,
  KUSTOMIZATION_FILE,
} from '../kustomization';
import { mergeResources } from '../mergeResources';
import { toYaml } from '../toYaml';
import { catalogInfo } from './catalogInfo';
import { deployment } from './deployment';
import { metadataOf } from './labels';
import {
  allowCallers,
  allowGateway,
  destinationRule,
  serviceEntry,
  sidecar,
} from './mesh';
import { gatewayNetwork, serviceNetwork } from './network';
import { readme } from './readme';
import { publicRoute } from './routes';
import type { HostingPlan, ServicePlan } from './ServicePlan';
import {
  autoscaler,
  disruptionBudget,
  service,
  serviceAccount,
} from './workload';

/** Where the parts of a service are, below the folder that it is written into. */
export interface ServicePaths {
  base: string;
  /** Read by Config Sync, per hosting. */
  overlay: (hosting: string) => string;
  /** Beside what Config Sync reads: a catalog entity is no object of a cluster. */
  about: string;
}

export function servicePaths({ name, namespace }: ServicePlan): ServicePaths {
  return {
    base: joinPath(namespace, 'base', name),
    overlay: hosting => joinPath(namespace, 'overlays', hosting),
    about: joinPath(namespace, name),
  };
}

/** Paths of the lists that a service shares with the others of its namespace. */
export function sharedLists(plan: ServicePlan): string[] {
  const { overlay } = servicePaths(plan);
  return plan.hostings.map(({ hosting }) =>
    joinPath(overlay(hosting), KUSTOMIZATION_FILE),
  );
}

/**
 * Writes a service as the files of its team's repository. An overlay is shared by all services of
 * a namespace: each has a folder in it, and a line in its kustomization.
 *
 * @param existing - text of a file that is there already
 */
export async function serviceFiles(
  plan: ServicePlan,
  existing: (path: string) => Promise<string | undefined>,
): Promise<TextFile[]> {
  const paths = servicePaths(plan);
  const overlays = await Promise.all(
    plan.hostings.map(async hosting => {
      const folder = paths.overlay(hosting.hosting);
      const list = joinPath(folder, KUSTOMIZATION_FILE);
      return [
        {
          path: list,
          text: addResource(await existing(list), plan.name, list),
        },
        ...overlayFiles(joinPath(folder, plan.name), plan, hosting),
      ];
    }),
  );
  return [
    ...baseFiles(paths.base, plan),
    ...overlays.flat(),
    ...filesOf(paths.about, { 'catalog-info.yaml': [catalogInfo(plan)] }),
    { path: joinPath(paths.about, 'README.md'), text: readme(plan, paths) },
  ];
}

function baseFiles(folder: string, plan: ServicePlan): TextFile[] {
  const files: Record<string, Manifest[]> = {
    'serviceaccount.yaml': [serviceAccount(plan)],
    'deployment.yaml': [deployment(plan)],
    'service.yaml': [service(plan)],
    'scaling.yaml': [autoscaler(plan), disruptionBudget(plan)],
    'access.yaml': [allowCallers(plan), serviceNetwork(plan)],
    'mesh.yaml': [destinationRule(plan), sidecar(plan)],
    'external.yaml': plan.externalHosts.map(host => serviceEntry(plan, host)),
  };
  return withKustomization(folder, files, {});
}

function overlayFiles(
  folder: string,
  plan: ServicePlan,
  hosting: HostingPlan,
): TextFile[] {
  const { identity, image } = hosting;
  const files: Record<string, Manifest[]> = {
    'public.yaml': plan.public
      ? [
          publicRoute(plan, plan.public, hosting),
          allowGateway(plan, hosting, plan.public.path),
          gatewayNetwork(plan, hosting),
        ]
      : [],
  };
  return withKustomization(folder, files, {
    below: joinPath('../../../base', plan.name),
    images: image
      ? [
          {
            name: plan.image.name,
            newName: image.name,
            // Kustomize leaves tags and digests alone that nobody names.
            ...(image.tag && { newTag: image.tag }),
            ...(image.digest && { digest: image.digest }),
          },
        ]
      : [],
    patches: identity
      ? [
          {
            apiVersion: 'v1',
            kind: 'ServiceAccount',
            metadata: {
              name: metadataOf(plan).name,
              namespace: plan.namespace,
              annotations: identity,
            },
          },
        ]
      : [],
  });
}

function withKustomization(
  folder: string,
  files: Record<string, Manifest[]>,
  {
    below,
    ...rest
  }: Partial<Parameters<typeof kustomization>[0]> & { below?: string },
): TextFile[] {
  const resources = Object.keys(files).filter(name => files[name].length);
  return filesOf(folder, {
    [KUSTOMIZATION_FILE]: [
      kustomization({
        ...rest,
        resources: [...(below ? [below] : []), ...resources],
      }),
    ],
    ...files,
  });
}

/** A list with a service in it; one that is there may have other services, and what people wrote. */
function addResource(
  text: string | undefined,
  name: string,
  path: string,
): string {
  const alone = toYaml([kustomization({ resources: [name] })]);
  if (text === undefined) {
    return alone;
  }
  const merged = mergeResources(text, alone);
  if ('problem' in merged) {
    throw new InputError(
      `targetPath: ${path} is there already and ${merged.problem}; mend it first`,
    );
  }
  return merged.text;
}
