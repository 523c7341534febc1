import { InputError } from '@backstage/errors';
import type { TextFile } from '../Manifest';

/** What one cluster gets, and where. */
export interface ClusterFiles {
  /** Ref of the cluster. */
  cluster: string;
  files: TextFile[];
}

/**
 * Puts the files of all clusters together. Clusters may share a file when it says the same for
 * each of them.
 *
 * @param remedy - what to change when it does not
 */
export function mergeFiles(
  clusters: readonly ClusterFiles[],
  remedy: string,
): TextFile[] {
  const byPath = new Map<string, { cluster: string; text: string }>();
  for (const { cluster, files } of clusters) {
    for (const { path, text } of files) {
      const other = byPath.get(path);
      if (other && other.text !== text) {
        throw new InputError(
          `layout: ${other.cluster} and ${cluster} share the file ${path} and need different manifests; ${remedy}`,
        );
      }
      byPath.set(path, { cluster, text });
    }
  }
  return [...byPath].map(([path, { text }]) => ({ path, text }));
}
