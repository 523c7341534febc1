import { groupOf } from './fields';
import { isKustomization, readKustomizations } from './kustomize';
import {
  parseFile,
  unreadable,
  type ManifestFile,
  type Parsed,
} from './parseFile';

const MOST_FILES = 5000;

/** Entities of the catalog and settings of tools are in the same folders, but not for clusters. */
const OTHER_GROUPS = new Set([
  'backstage.io',
  'scaffolder.backstage.io',
  'kustomize.config.k8s.io',
]);

/** Reads the objects of a folder, and says what cannot be read. It does not throw. */
export function parseFiles(files: readonly ManifestFile[]): Parsed {
  if (files.length > MOST_FILES) {
    return {
      objects: [],
      findings: [
        unreadable(
          '.',
          undefined,
          `The folder has ${files.length} files; at most ${MOST_FILES} are read`,
          'Check a smaller folder.',
        ),
      ],
    };
  }
  const kustomizations: Parsed['objects'] = [];
  const objects: Parsed['objects'] = [];
  const findings: Parsed['findings'] = [];
  for (const file of files) {
    // A kustomization may leave out its apiVersion and kind.
    const parsed = parseFile(
      isKustomization({ file: file.path })
        ? { ...file, text: withKind(file.text) }
        : file,
    );
    findings.push(...parsed.findings);
    (isKustomization({ file: file.path }) ? kustomizations : objects).push(
      ...parsed.objects,
    );
  }
  const tree = readKustomizations(
    kustomizations,
    files.map(({ path }) => path),
  );
  return {
    objects: objects
      .filter(
        object =>
          !tree.parts.has(object.file) && !OTHER_GROUPS.has(groupOf(object)),
      )
      .map(object => {
        const namespace = tree.namespaces.get(object.file);
        return namespace ? { ...object, namespace } : object;
      }),
    findings: [
      ...findings.filter(({ file }) => !tree.parts.has(file)),
      ...tree.findings,
    ],
  };
}

/** Adds what is left out at the end, so that lines stay what they are. */
function withKind(text: string): string {
  const missing = [
    /^apiVersion:/m.test(text) || 'apiVersion: kustomize.config.k8s.io/v1beta1',
    /^kind:/m.test(text) || 'kind: Kustomization',
  ].filter(line => typeof line === 'string');
  return missing.length && !/^\s*\{/.test(text)
    ? `${text.trimEnd()}\n${missing.join('\n')}\n`
    : text;
}
