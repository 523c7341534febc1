import { z } from 'zod';
import { nameSchema } from '../fleet/schemaParts';
import { HubError } from './errors';

const label = z.string().max(63);

/** The fields that a caller may set; the rest of the message is Google's to fill. */
const bodySchema = z
  .object({
    labels: z.record(z.string(), label).default({}),
    namespaceLabels: z.record(z.string(), label).default({}),
  })
  .default({ labels: {}, namespaceLabels: {} });

/** Reads the body of a request that creates something. */
export function readBody(field: string, body: unknown) {
  const result = bodySchema.safeParse(body ?? undefined);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw HubError.invalid(
      [field, ...issue.path.map(String)].join('.'),
      issue.message,
    );
  }
  return result.data;
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

/** Google answers a finished deletion with nothing, in an envelope. */
export const EMPTY = { '@type': 'type.googleapis.com/google.protobuf.Empty' };
