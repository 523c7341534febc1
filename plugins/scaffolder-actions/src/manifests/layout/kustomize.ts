import type { Manifest, TextFile } from '../Manifest';
import {
  filesOf,
  joinPath,
  kustomization,
  KUSTOMIZATION_FILE,
} from '../kustomization';
import { namespaceObject } from '../namespace/namespace';
import {
  namespaceFiles,
  type ObjectsByFile,
} from '../namespace/namespaceFiles';
import type { NamespacePlan, PlannedCluster } from '../namespace/NamespacePlan';
import { fillPlaceholders } from '../placeholders';
import type { NamespaceLayout } from './NamespaceLayout';
import { mergeFiles } from './sharedFolders';

/** What is the same on every cluster there is, so that one more cluster leaves the base alone. */
const IN_BASE = new Set([
  'Namespace',
  'RoleBinding reconciler',
  'RoleBinding team',
  'LimitRange defaults',
  'NetworkPolicy default-deny',
  'NetworkPolicy allow-same-namespace',
]);

function isInBase({ kind, metadata }: Manifest): boolean {
  return IN_BASE.has(kind) || IN_BASE.has(`${kind} ${metadata?.name}`);
}

/** A base for all clusters, and an overlay per cluster or hosting. */
export function kustomize(
  plan: NamespacePlan,
  { path, overlays = 'cluster' }: NamespaceLayout,
): TextFile[] {
  return mergeFiles(
    plan.clusters.map(cluster => {
      const root = fillPlaceholders(path, { ...cluster, namespace: plan.name });
      return {
        cluster: cluster.ref,
        files: [
          ...baseOf(joinPath(root, 'base'), plan, cluster),
          ...overlayOf(
            joinPath(
              root,
              'overlays',
              overlays === 'hosting' ? cluster.hosting : cluster.name,
            ),
            plan,
            cluster,
          ),
        ],
      };
    }),
    overlays === 'hosting'
      ? 'set layout.overlays to cluster'
      : 'let layout.path have {location}',
  );
}

function baseOf(
  folder: string,
  plan: NamespacePlan,
  cluster: PlannedCluster,
): TextFile[] {
  const files = {
    ...filter(namespaceFiles(plan, cluster), isInBase),
    'namespace.yaml': [namespaceObject(plan)],
  };
  return withKustomization(folder, files, []);
}

function overlayOf(
  folder: string,
  plan: NamespacePlan,
  cluster: PlannedCluster,
): TextFile[] {
  const files = filter(
    namespaceFiles(plan, cluster),
    object => !isInBase(object),
  );
  const { injection } = cluster;
  const patches: Manifest[] = injection
    ? [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: {
            name: plan.name,
            labels: { [injection.key]: injection.value },
          },
        },
      ]
    : [];
  return withKustomization(folder, files, ['../../base'], patches);
}

function withKustomization(
  folder: string,
  files: ObjectsByFile,
  below: readonly string[],
  patches: readonly Manifest[] = [],
): TextFile[] {
  const resources = Object.keys(files);
  return filesOf(folder, {
    [KUSTOMIZATION_FILE]: [
      kustomization({ resources: [...below, ...resources], patches }),
    ],
    ...files,
  });
}

function filter(
  files: ObjectsByFile,
  keep: (object: Manifest) => boolean,
): ObjectsByFile {
  return Object.fromEntries(
    Object.entries(files)
      .map(([name, objects]) => [name, objects.filter(keep)] as const)
      .filter(([, objects]) => objects.length),
  );
}
