import { createHash } from 'node:crypto';

/** Tells whether what is stored and what was read are the same. */
export function hash(...parts: (string | number | null | undefined)[]): string {
  return createHash('sha1').update(JSON.stringify(parts)).digest('hex');
}
