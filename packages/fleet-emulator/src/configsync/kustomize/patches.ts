import { applyPatch, Operation } from 'fast-json-patch';
import { parseAllDocuments } from 'yaml';
import { BUILTIN_KINDS } from '../../cluster/builtinKinds';
import { strategicMerge } from '../../cluster/strategicMerge';
import { mergePatch } from '../../fleet/mergePatch';
import { groupOf } from '../identity';
import { isObject, Json } from '../parseFiles';
import {
  Files,
  firstLine,
  joinPath,
  objectList,
  plainList,
  RenderProblem,
} from './kustomization';
import { idOf, isTarget } from './patchTarget';

const BUILTIN_GROUPS = new Set(BUILTIN_KINDS.map(({ group }) => group));

/** One patch of a kustomization, of either form. */
interface Patch {
  operations?: Operation[];
  merge?: Json;
  target?: Json;
}

function readPatch(text: string): Pick<Patch, 'operations' | 'merge'>[] {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) {
    throw new RenderProblem(
      'unable to parse SM or JSON patch from an empty text',
    );
  }
  return documents.map(document => {
    if (document.errors.length) {
      throw new RenderProblem(
        `unable to parse SM or JSON patch from [${text}]: ${firstLine(
          document.errors[0].message,
        )}`,
      );
    }
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (Array.isArray(value)) {
      return { operations: value.map(readOperation) };
    }
    if (!isObject(value)) {
      throw new RenderProblem(
        `unable to parse SM or JSON patch from [${text}]`,
      );
    }
    return { merge: value };
  });
}

function readOperation(value: unknown): Operation {
  const { op, path, from, value: written } = isObject(value) ? value : {};
  if (typeof path !== 'string') {
    throw new RenderProblem('unable to parse SM or JSON patch: missing path');
  }
  switch (op) {
    case 'add':
    case 'replace':
    case 'test':
      return { op, path, value: written };
    case 'remove':
      return { op, path };
    case 'copy':
    case 'move':
      return { op, path, from: String(from) };
    default:
      throw new RenderProblem(`Unexpected kind: ${op}`);
  }
}

/** The patches of a kustomization, in the order in which they are done. */
function patchesOf(files: Files, folder: string, kustomization: Json): Patch[] {
  const read = (path: string) => {
    const file = joinPath(folder, path);
    const text = files.get(file);
    if (text === undefined) {
      throw new RenderProblem(
        `failed to get the patch file from path(${path}): open /repo/source/${file}: no such file or directory`,
      );
    }
    return text;
  };
  const one = ({ patch, path, target }: Json, field: string): Patch[] => {
    if ((patch === undefined) === (path === undefined)) {
      throw new RenderProblem(
        `invalid Kustomization: ${field}: must specify one of patch and path`,
      );
    }
    if (target !== undefined && !isObject(target)) {
      throw new RenderProblem(
        `invalid Kustomization: ${field}.target must be an object`,
      );
    }
    return readPatch(
      path === undefined ? String(patch) : read(String(path)),
    ).map(form => ({ ...form, target }));
  };
  return [
    ...plainList(
      kustomization.patchesStrategicMerge,
      'patchesStrategicMerge',
    ).flatMap(entry => {
      const text = String(entry);
      return readPatch(text.includes('\n') ? text : read(text));
    }),
    ...['patches', 'patchesJson6902'].flatMap(field =>
      objectList(kustomization[field], field).flatMap(entry =>
        one(entry, field),
      ),
    ),
  ];
}

/** Changes one object; undefined when the patch takes it away. */
function patched(object: Json, { merge, operations }: Patch): Json | undefined {
  if (operations) {
    try {
      return applyPatch(structuredClone(object), operations, true).newDocument;
    } catch (error) {
      throw new RenderProblem(
        `${firstLine(
          error instanceof Error ? error.message : String(error),
        )}: ${idOf(object)}`,
      );
    }
  }
  if (merge?.$patch === 'delete') {
    return undefined;
  }
  // Kustomize knows the lists of Kubernetes' own kinds; those of others are replaced.
  const isBuiltin = BUILTIN_GROUPS.has(groupOf(object.apiVersion).group);
  const result = isBuiltin
    ? strategicMerge(object, merge)
    : mergePatch(object, merge);
  const { apiVersion, kind, metadata } = object;
  const after: Json = isObject(result) ? result : {};
  // A patch for many says what changes, and not what the objects are called.
  return {
    ...after,
    apiVersion,
    kind,
    metadata: {
      ...after.metadata,
      name: metadata.name,
      ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
    },
  };
}

function isMeant({ merge, target }: Patch, object: Json): boolean {
  if (target) {
    return isTarget(target, object);
  }
  return merge !== undefined && idOf(merge) === idOf(object);
}

/** Does the patches of a kustomization to its objects. */
export function applyPatches(
  files: Files,
  folder: string,
  kustomization: Json,
  objects: Json[],
): Json[] {
  let result = objects;
  for (const patch of patchesOf(files, folder, kustomization)) {
    if (!patch.target) {
      if (!patch.merge) {
        throw new RenderProblem('must specify a target for JSON patch');
      }
      const id = idOf(patch.merge);
      if (!result.some(object => isMeant(patch, object))) {
        throw new RenderProblem(
          `no resource matches strategic merge patch "${id}": no matches for Id ${id}; failed to find unique target for patch ${id}`,
        );
      }
    }
    result = result.flatMap(object =>
      isMeant(patch, object) ? patched(object, patch) ?? [] : [object],
    );
  }
  return result;
}
