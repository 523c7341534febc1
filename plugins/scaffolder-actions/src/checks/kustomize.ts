import { posix } from 'node:path';
import { explainSyncError } from 'backstage-plugin-anthos-fleet-common';
import { isNamespaced } from '../schemas';
import { at, listOf, textOf, textsOf, type Path } from './fields';
import { readObjects } from './read/readFile';
import type { CheckedObject, Finding, ManifestFile } from './types';

const FILE = /^(kustomization\.ya?ml|Kustomization)$/;
const CATALOG = /^catalog-info\.ya?ml$/;
const REMOTE =
  /^[a-z][-+.a-z0-9]*:\/\/|^[a-z]+::|^[^/]+@[^/]+:|^[^/.]+\.[^/]+\/|\?ref=/;

/** Files as kustomize puts them together. */
export interface Kustomize {
  /** What is looked at: of trees, what they take in. */
  manifests: ManifestFile[];
  /** For each kustomization, the files of what it renders to. */
  trees: ReadonlySet<string>[];
  findings: Finding[];
  /** Gives objects the namespace of their kustomization. */
  place(objects: CheckedObject[]): CheckedObject[];
}

interface Node {
  object: CheckedObject;
  dir: string;
  files: string[];
  dirs: string[];
}

export function readKustomize(files: readonly ManifestFile[]): Kustomize {
  const isKustomization = ({ path }: ManifestFile) =>
    FILE.test(posix.basename(path));
  const read = files.filter(isKustomization).map(kustomizationOf);
  const findings = read.flatMap(file => file.findings);
  const paths = new Set(files.map(({ path }) => path));
  const dirs = new Set(files.filter(isKustomization).map(dirOf));
  const others = new Set<string>();
  const nodes = new Map<string, Node>();
  for (const object of read.flatMap(file => file.objects)) {
    const node: Node = {
      object,
      dir: posix.dirname(object.file),
      files: [],
      dirs: [],
    };
    nodes.set(node.dir, node);
    for (const { path, entry, patch } of referencesOf(object)) {
      const target = posix.normalize(posix.join(node.dir, entry));
      if (REMOTE.test(entry) || target.startsWith('..')) {
        findings.push(notRead(object, path, entry));
      } else if (patch && paths.has(target)) {
        others.add(target);
      } else if (paths.has(target)) {
        node.files.push(target);
      } else if (!patch && dirs.has(target.replace(/(.)\/$/, '$1'))) {
        node.dirs.push(target.replace(/(.)\/$/, '$1'));
      } else {
        findings.push(missing(object, path, entry));
      }
    }
    textsOfGenerators(object).forEach(entry =>
      others.add(posix.normalize(posix.join(node.dir, entry))),
    );
  }
  const trees = [...nodes.values()].map(node => ({
    namespace: textOf(node.object.value.namespace),
    files: filesOf(node, nodes),
  }));
  const included = new Set(trees.flatMap(tree => [...tree.files]));
  const manifests: ManifestFile[] = [];
  for (const file of files) {
    if (isKustomization(file) || CATALOG.test(posix.basename(file.path))) {
      continue;
    }
    if (included.has(file.path) || !governed(file.path, dirs)) {
      manifests.push(file);
    } else if (!others.has(file.path)) {
      findings.push(leftOut(file.path));
    }
  }
  return {
    manifests,
    trees: trees.map(tree => tree.files),
    findings,
    place: objects =>
      objects.map(object => {
        const given = new Set(
          trees
            .filter(tree => tree.files.has(object.file) && tree.namespace)
            .map(tree => tree.namespace),
        );
        const [namespace] = given;
        return given.size === 1 &&
          isNamespaced(object.apiVersion, object.kind) !== false
          ? { ...object, namespace }
          : object;
      }),
  };
}

function dirOf({ path }: ManifestFile): string {
  return posix.dirname(path);
}

/** A kustomization may leave out its own kind. */
function kustomizationOf(file: ManifestFile) {
  const read = readObjects(file, {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
  });
  return { ...read, objects: read.objects.slice(0, 1) };
}

function referencesOf(
  object: CheckedObject,
): { path: Path; entry: string; patch: boolean }[] {
  const { value } = object;
  const plain = (field: string, patch: boolean) =>
    listOf(value[field]).flatMap((entry, index) =>
      typeof entry === 'string' && !(patch && entry.includes('\n'))
        ? [{ path: [field, index], entry, patch }]
        : [],
    );
  const nested = (field: string) =>
    listOf(value[field]).flatMap((item, index) => {
      const entry = textOf(at(item, ['path']));
      return entry === undefined
        ? []
        : [{ path: [field, index, 'path'], entry, patch: true }];
    });
  return [
    ...['resources', 'bases', 'components'].flatMap(name => plain(name, false)),
    ...plain('patchesStrategicMerge', true),
    ...['patches', 'patchesJson6902', 'replacements'].flatMap(nested),
  ];
}

/** Files whose text becomes data: they are no manifests. */
function textsOfGenerators({ value }: CheckedObject): string[] {
  return [
    ...['configMapGenerator', 'secretGenerator'].flatMap(field =>
      listOf(value[field]).flatMap(item =>
        ['files', 'envs'].flatMap(name => textsOf(at(item, [name]))),
      ),
    ),
    ...['configurations', 'crds', 'generators', 'transformers'].flatMap(field =>
      textsOf(value[field]),
    ),
  ].map(entry => entry.slice(entry.indexOf('=') + 1));
}

function filesOf(start: Node, nodes: ReadonlyMap<string, Node>): Set<string> {
  const seen = new Set<Node>();
  const waiting = [start];
  const files = new Set<string>();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!seen.has(node)) {
      seen.add(node);
      node.files.forEach(file => files.add(file));
      waiting.push(...node.dirs.flatMap(dir => nodes.get(dir) ?? []));
    }
  }
  return files;
}

function governed(path: string, dirs: ReadonlySet<string>): boolean {
  for (let dir = posix.dirname(path); ; dir = posix.dirname(dir)) {
    if (dirs.has(dir)) {
      return true;
    }
    if (dir === '.' || dir === '/') {
      return false;
    }
  }
}

function place(object: CheckedObject, path: Path) {
  const line = object.lineOf(path);
  return { file: object.file, ...(line !== undefined && { line }) };
}

function missing(object: CheckedObject, path: Path, entry: string): Finding {
  const message = `${entry} is not there`;
  const { cause, remedy } = explainSyncError('KNV1068', message);
  return {
    severity: 'error',
    rule: 'KNV1068',
    ...place(object, path),
    message,
    cause,
    remedy,
  };
}

function notRead(object: CheckedObject, path: Path, entry: string): Finding {
  return {
    severity: 'info',
    rule: 'kustomize/not-checked',
    ...place(object, path),
    message: `${entry} is outside of the folder, and is not checked`,
    cause: 'Only files of the folder are read.',
    remedy: 'Check the folder that has both, if it is in the repository.',
  };
}

function leftOut(file: string): Finding {
  return {
    severity: 'warning',
    rule: 'kustomize/not-included',
    file,
    message: 'No kustomization takes in this file',
    cause:
      'Where a folder is rendered by kustomize, only what kustomizations name is applied.',
    remedy:
      'Add the file to resources of the kustomization, or remove it from the folder.',
  };
}
