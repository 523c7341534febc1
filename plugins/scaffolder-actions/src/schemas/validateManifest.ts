import { isError } from '@backstage/errors';
import { findSyncSchema } from './configSync';
import { fitsDescription } from './description';
import { findKind } from './kinds';
import type { SchemaProblem } from './SchemaProblem';
import { unknownFields } from './unknownFields';

/** What the class of a kind has for its objects: it throws with `errors` when they do not fit. */
type Validate = (this: unknown) => void;

interface AjvError {
  instancePath: string;
  keyword: string;
  message?: string;
}

const MOST_PROBLEMS = 50;
const cache = new Map<string, Promise<Validate>>();

/**
 * Says how an object does not fit the schema of its kind; an empty list when it does.
 *
 * Fields that the kind does not have are found too. Of a kind without a schema it says so.
 */
export async function validateManifest(
  object: Readonly<Record<string, unknown>>,
): Promise<SchemaProblem[]> {
  const apiVersion = String(object.apiVersion);
  const kind = String(object.kind);
  const sync = findSyncSchema(apiVersion, kind);
  if (sync) {
    return fitsDescription(object, sync);
  }
  const known = findKind(apiVersion, kind);
  if (!known) {
    return [
      {
        pointer: ['kind'],
        message: `The schema of ${kind} of ${apiVersion} is not known, so its fields are not checked`,
        type: 'unknown-kind',
      },
    ];
  }
  // The module comes out of the table: nothing of the object is ever part of a path.
  const validate = await loadValidate(known.module);
  return [
    ...invalidFields(validate, object),
    ...unknownFields(object, known.shape),
  ];
}

function loadValidate(module: string): Promise<Validate> {
  const before = cache.get(module);
  if (before) {
    return before;
  }
  const loading = importValidate(module);
  cache.set(module, loading);
  return loading;
}

async function importValidate(module: string): Promise<Validate> {
  const name = module.slice(module.lastIndexOf('/') + 1);
  const models: Record<string, { prototype: { validate: Validate } }> =
    await import(module);
  return models[name].prototype.validate;
}

function invalidFields(
  validate: Validate,
  object: Readonly<Record<string, unknown>>,
): SchemaProblem[] {
  try {
    // Not through the constructor: that assigns every field of a hostile object, `__proto__` too.
    validate.call(object);
    return [];
  } catch (error) {
    if (!isError(error) || !Array.isArray(error.errors)) {
      throw error;
    }
    return perField(error.errors);
  }
}

/** One problem a field: a field that may be one of several things fails for each of them. */
function perField(errors: AjvError[]): SchemaProblem[] {
  const fields = new Map<string, string[]>();
  for (const { instancePath, keyword, message = keyword } of errors) {
    const messages = fields.get(instancePath) ?? [];
    const summary = /^(oneOf|anyOf|not|if)$/.test(keyword);
    if (!messages.includes(message) && !(summary && messages.length)) {
      messages.push(message);
    }
    fields.set(instancePath, messages);
  }
  return [...fields].slice(0, MOST_PROBLEMS).map(([path, messages]) => ({
    pointer: path
      .split('/')
      .slice(1)
      .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~')),
    message: `${path.split('/').slice(1).join('.') || 'The object'} ${messages
      .slice(0, 3)
      .join(', or ')}`,
    type: 'invalid',
  }));
}
