import type { TextFile } from '../Manifest';
import { filesOf } from '../kustomization';
import { namespaceFiles } from '../namespace/namespaceFiles';
import type { NamespacePlan } from '../namespace/NamespacePlan';
import { fillPlaceholders } from '../placeholders';
import type { NamespaceLayout } from './NamespaceLayout';
import { mergeFiles } from './sharedFolders';

/** One folder a cluster, whatever it is called. */
export function unstructured(
  plan: NamespacePlan,
  { path }: NamespaceLayout,
): TextFile[] {
  return mergeFiles(
    plan.clusters.map(cluster => ({
      cluster: cluster.ref,
      files: filesOf(
        fillPlaceholders(path, { ...cluster, namespace: plan.name }),
        namespaceFiles(plan, cluster),
      ),
    })),
    'let layout.path tell them apart with {cluster}, and {location} where clusters have one name',
  );
}
