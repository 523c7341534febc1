import { applyPatch, JsonPatchError, Operation } from 'fast-json-patch';
import { mergePatch } from '../fleet/mergePatch';
import { Kind } from './Kind';
import { KubeError } from './KubeError';
import { copy, KubeObject } from './objects';
import { strategicMerge } from './strategicMerge';

/**
 * A change of an object: a JSON merge patch, a JSON patch, or Kubernetes' strategic merge patch.
 *
 * @public
 */
export interface KubePatch {
  type: 'merge' | 'json' | 'strategic';
  body: unknown;
}

/**
 * What becomes of an object. Strategic patches are for the kinds that Kubernetes brings.
 *
 * @throws KubeError BadRequest when it would become another object
 */
export function patched(
  kind: Kind,
  object: KubeObject,
  patch: KubePatch,
): KubeObject {
  const after = changed(kind, object, patch) as KubeObject;
  const { name } = object.metadata;
  if (after.metadata?.name !== name) {
    throw KubeError.badRequest(
      `the name of the object (${
        after.metadata?.name ?? ''
      }) does not match the name on the URL (${name})`,
    );
  }
  return after;
}

function changed(
  kind: Kind,
  object: KubeObject,
  { type, body }: KubePatch,
): unknown {
  if (type === 'json') {
    return jsonPatched(kind, object, body);
  }
  if (type === 'strategic' && kind.custom) {
    throw new KubeError(
      'UnsupportedMediaType',
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
    );
  }
  return type === 'merge'
    ? mergePatch(object, body)
    : strategicMerge(object, body);
}

function jsonPatched(kind: Kind, object: KubeObject, body: unknown): unknown {
  if (!Array.isArray(body)) {
    throw KubeError.badRequest(
      'json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  }
  try {
    return applyPatch(copy(object) as KubeObject, body as Operation[], true)
      .newDocument;
  } catch (error) {
    if (error instanceof JsonPatchError) {
      throw new KubeError(
        'Invalid',
        `the server rejected our request due to an error in our request`,
        {
          name: object.metadata.name,
          kind: kind.plural,
          causes: [
            {
              reason: 'FieldValueInvalid',
              message: error.message.split('\n')[0],
            },
          ],
        },
      );
    }
    throw error;
  }
}
