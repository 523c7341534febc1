import { DateTime } from 'luxon';
import { z } from 'zod';
import { resolveLastSeen, resolveTime, TIME_FORMS } from './times';

/** An object without unknown keys; a typing mistake is answered with the keys there are. */
export function strict<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `unknown key ${issue.keys
            .map(key => `"${key}"`)
            .join(', ')}; the keys here are ${Object.keys(shape).join(', ')}`
        : undefined,
  });
}

/** One of some words; a wrong one is answered with the right ones. */
export function oneOf<const T extends readonly [string, ...string[]]>(
  what: string,
  words: T,
) {
  return z.enum(words, {
    error: ({ input }) =>
      `${
        input === undefined
          ? 'is missing'
          : `${JSON.stringify(input)} is not ${what}`
      }; use one of ${words.join(', ')}`,
  });
}

/** A DNS label, as Google asks of names. */
export const nameSchema = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
    error:
      'must be 1 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit',
  });

/** A Google location, or `global`. */
export const locationSchema = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, {
  error: 'must be a Google location such as europe-north1, or global',
});

export const labelsSchema = z.record(
  z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9./_-]{0,126}$/, {
    error: 'is not a label key: use letters, digits, dots, slashes, _ and -',
  }),
  z.string({ error: 'must be text; put numbers and true/false in quotes' }),
);

export const wireSchema = z.record(z.string(), z.unknown());

export type Wire = z.output<typeof wireSchema>;

/** A time that may be relative to `now`; reads as RFC 3339. */
export function timeSchema(now: DateTime) {
  return z.string().transform((text, context) => {
    const time = resolveTime(text, now);
    if (time === undefined) {
      context.issues.push({
        code: 'custom',
        message: `${JSON.stringify(text)} is not a time; ${TIME_FORMS}`,
        input: text,
      });
      return z.NEVER;
    }
    return time;
  });
}

/** When an agent was last heard of: a time, `never`, or a small age that moves with the clock. */
export function lastSeenSchema(now: DateTime) {
  return z.string().transform((text, context) => {
    if (text === 'never') {
      return text;
    }
    const lastSeen = resolveLastSeen(text, now);
    if (lastSeen === undefined) {
      context.issues.push({
        code: 'custom',
        message: `${JSON.stringify(
          text,
        )} is not a time; ${TIME_FORMS}, or "never"`,
        input: text,
      });
      return z.NEVER;
    }
    return lastSeen;
  });
}
