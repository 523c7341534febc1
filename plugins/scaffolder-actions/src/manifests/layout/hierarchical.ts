import { InputError } from '@backstage/errors';
import type { Manifest, TextFile } from '../Manifest';
import { filesOf, joinPath } from '../kustomization';
import { namespaceFiles } from '../namespace/namespaceFiles';
import type { NamespacePlan, PlannedCluster } from '../namespace/NamespacePlan';
import { fillPlaceholders } from '../placeholders';
import { toYaml } from '../toYaml';
import type { NamespaceLayout } from './NamespaceLayout';

/** Names of clusters that an object is for; one of the few such keys that Config Sync allows. */
const CLUSTER_NAMES = 'configsync.gke.io/cluster-name-selector';

const REPO: Manifest & { spec: { version: string } } = {
  apiVersion: 'configmanagement.gke.io/v1',
  kind: 'Repo',
  metadata: { name: 'repo' },
  spec: { version: '1.0.0' },
};

/**
 * Config Sync's own layout: the folder of a namespace has its name. Clusters that read the same
 * folder are told apart by an annotation: without it, an object would also go to clusters that
 * nobody chose.
 */
export function hierarchical(
  plan: NamespacePlan,
  { path, repoObject }: NamespaceLayout,
): TextFile[] {
  const roots = new Map<string, PlannedCluster[]>();
  for (const cluster of plan.clusters) {
    const root = joinPath(
      fillPlaceholders(path, { ...cluster, namespace: plan.name }),
    );
    roots.set(root, [...(roots.get(root) ?? []), cluster]);
  }
  return [...roots].flatMap(([root, clusters]) => [
    ...(repoObject
      ? filesOf(joinPath(root, 'system'), { 'repo.yaml': [REPO] })
      : []),
    ...filesOf(
      joinPath(root, 'namespaces', plan.name),
      sharedObjects(plan, clusters),
    ),
  ]);
}

/** Per object and per what it says: once, with the names of the clusters that it is for. */
function sharedObjects(
  plan: NamespacePlan,
  clusters: readonly PlannedCluster[],
): Record<string, Manifest[]> {
  refuseNamesakes(clusters);
  const files: Record<
    string,
    Map<string, { object: Manifest; names: string[] }>
  > = {};
  for (const cluster of clusters) {
    for (const [file, objects] of Object.entries(
      namespaceFiles(plan, cluster),
    )) {
      files[file] ??= new Map();
      for (const object of objects) {
        const text = toYaml([object]);
        const found = files[file].get(text);
        if (found) {
          found.names.push(cluster.name);
        } else {
          files[file].set(text, { object, names: [cluster.name] });
        }
      }
    }
  }
  return Object.fromEntries(
    Object.entries(files).map(([file, objects]) => [
      file,
      [...objects.values()].map(({ object, names }) =>
        forClusters(object, names),
      ),
    ]),
  );
}

function forClusters(object: Manifest, names: readonly string[]): Manifest {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata?.annotations,
        [CLUSTER_NAMES]: [...names].sort().join(','),
      },
    },
  };
}

function refuseNamesakes(clusters: readonly PlannedCluster[]): void {
  const names = clusters.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(
      `layout: several of the clusters are called ${twice}, and a hierarchical repository tells clusters apart by name; let layout.path have {location}`,
    );
  }
}
