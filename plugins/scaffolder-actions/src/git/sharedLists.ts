import { mergeResources } from '../manifests';
import type { PublishRequest } from './publishFiles';
import { sha256, type SourceFile } from './sourceFiles';
import { isOrdinary, type TreeEditor } from './TreeEditor';
import { within } from './within';

/** Adds the entries of shared lists to what the branch has; what cannot be added to stays apart. */
export async function mergeLists(
  tree: TreeEditor,
  request: PublishRequest,
): Promise<{
  files: ReadonlyMap<string, SourceFile>;
  unmergeable: Set<string>;
}> {
  const files = new Map(request.files);
  const unmergeable = new Set<string>();
  for (const path of request.mergeLists ?? []) {
    const ours = files.get(path);
    const entry = await tree.find(within(request.targetPath, path));
    if (!ours || !entry || !isOrdinary(entry)) {
      continue;
    }
    const merged = mergeResources(
      Buffer.from(await tree.read(entry.oid)).toString(),
      ours.content.toString(),
    );
    if ('problem' in merged) {
      unmergeable.add(path);
    } else {
      const content = Buffer.from(merged.text);
      files.set(path, {
        content,
        sha256: sha256(content),
        mode: entry.mode === '100755' ? '100755' : '100644',
      });
    }
  }
  return { files, unmergeable };
}
