import { parse } from 'yaml';
import { isObject, Json } from '../parseFiles';

/** The text of every file of a repository by its path. */
export type Files = ReadonlyMap<string, string>;

/** Something that kustomize would not build. */
export class RenderProblem extends Error {}

/** The names that a kustomization may have. */
export const KUSTOMIZATION_NAMES = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/** What of kustomize the emulator does itself. The rest fails, as a mistake would. */
const DONE = [
  'resources',
  'bases',
  'namespace',
  'commonLabels',
  'labels',
  'commonAnnotations',
  'images',
  'replicas',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
];

const KNOWN_FIELDS = new Set(['apiVersion', 'kind', 'metadata', ...DONE]);

/** Resolves `..` and `.`; a step out of the repository leads nowhere. */
export function joinPath(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        throw new RenderProblem(
          `new root '${path}' cannot be absolute or outside the repository`,
        );
      }
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

export function findKustomization(
  files: Files,
  folder: string,
): string | undefined {
  return KUSTOMIZATION_NAMES.map(name =>
    folder ? `${folder}/${name}` : name,
  ).find(path => files.has(path));
}

export function textMap(value: unknown, field: string): Record<string, string> {
  if (value === undefined || value === null) {
    return {};
  }
  if (!isObject(value)) {
    throw new RenderProblem(
      `invalid Kustomization: ${field} must map text to text`,
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      if (typeof entry !== 'string') {
        throw new RenderProblem(
          `invalid Kustomization: ${field} must map text to text`,
        );
      }
      return [key, entry];
    }),
  );
}

/** A list of the kustomization, each member of which is an object. */
export function objectList(value: unknown, field: string): Json[] {
  return plainList(value, field).map(entry => {
    if (!isObject(entry)) {
      throw new RenderProblem(
        `invalid Kustomization: ${field} must be a list of objects`,
      );
    }
    return entry;
  });
}

/** A list of the kustomization, of whatever. */
export function plainList(value: unknown, field: string): unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new RenderProblem(`invalid Kustomization: ${field} must be a list`);
  }
  return value;
}

/** The YAML of a kustomization, with the fields that the emulator knows. */
export function readKustomization(text: string): Json {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 100 });
  } catch (error) {
    throw new RenderProblem(
      `invalid Kustomization: ${firstLine(String(error))}`,
    );
  }
  if (!isObject(value)) {
    throw new RenderProblem('kustomization.yaml is empty');
  }
  const unknown = Object.keys(value).filter(field => !KNOWN_FIELDS.has(field));
  if (unknown.length) {
    throw new RenderProblem(
      `invalid Kustomization: json: unknown field "${
        unknown[0]
      }" (the emulator renders ${DONE.join(', ')})`,
    );
  }
  return value;
}

export function firstLine(text: string): string {
  return text.split('\n', 1)[0];
}
