import { z } from 'zod';
import { nameSchema } from '../fleet/schemaParts';
import { HubError } from './errors';

/** Labels of a resource, or of the namespaces that come of it. */
export const labelsSchema = z.record(z.string(), z.string().max(63));

function read<T>(field: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw HubError.invalid(
      [field, ...issue.path.map(String)].join('.'),
      issue.message,
    );
  }
  return result.data;
}

/** Reads the body of a request that creates something. */
export function readBody<T>(
  field: string,
  schema: z.ZodType<T>,
  body: unknown,
): T {
  return read(field, schema, body ?? {});
}

/** Reads the ID of what is to be created. */
export function readId(field: string, id: string | undefined): string {
  const result = nameSchema.safeParse(id);
  if (!result.success) {
    throw HubError.invalid(
      field,
      id === undefined ? 'is missing' : result.error.issues[0].message,
    );
  }
  return result.data;
}

/** `namespace_labels` is `namespaceLabels` in JSON; a mask may say either. */
function camelCase(path: string): string {
  return path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * The fields that a request changes: those of its mask, or those that its body has.
 *
 * @param known - the fields that can be changed
 */
export function maskedFields(
  mask: string | undefined,
  body: object,
  known: readonly string[],
): string[] {
  if (!mask) {
    return known.filter(field => field in body);
  }
  if (mask === '*') {
    return [...known];
  }
  return mask.split(',').map(path => {
    const [field] = path.trim().split('.', 1).map(camelCase);
    if (!known.includes(field)) {
      throw HubError.invalid(
        'update_mask',
        `${path.trim()} cannot be changed; ${known.join(', ')} can`,
      );
    }
    return field;
  });
}

/** Google answers a finished deletion with nothing, in an envelope. */
export const EMPTY = { '@type': 'type.googleapis.com/google.protobuf.Empty' };
