import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { Zod } from './zod';

const UNITS = ['days', 'hours', 'minutes', 'seconds'] as const;

/** A time in an input: seconds, or as in `{ minutes: 5 }`. */
export type DurationInput = number | { [unit: string]: number };

/** Schema of a time. */
export function durationSchema(z: Zod, what: string) {
  return z
    .union([
      z.number(),
      z
        .object({
          days: z.number().optional(),
          hours: z.number().optional(),
          minutes: z.number().optional(),
          seconds: z.number().optional(),
        })
        .strict(),
    ])
    .optional()
    .describe(`${what} In seconds, or as in { minutes: 5 }.`);
}

/**
 * Reads a time, in milliseconds.
 *
 * @throws InputError when it is too short, too long or none
 */
export function readDuration(
  input:
    | DurationInput
    | Partial<Record<(typeof UNITS)[number], number>>
    | undefined,
  field: string,
  {
    fallbackMs,
    minMs,
    maxMs,
  }: { fallbackMs: number; minMs: number; maxMs: number },
): number {
  if (input === undefined) {
    return fallbackMs;
  }
  const ms =
    typeof input === 'number'
      ? input * 1000
      : durationToMilliseconds(input as HumanDuration);
  if (!(ms >= minMs && ms <= maxMs)) {
    throw new InputError(
      `${field}: ${ms / 1000} s cannot be used; give ${minMs / 1000} s to ${
        maxMs / 1000
      } s`,
    );
  }
  return ms;
}
