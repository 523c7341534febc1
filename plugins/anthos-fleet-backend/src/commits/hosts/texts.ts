import { asText, asTime } from '../../google/json';
import { withoutSecrets } from '../../google/text';
import type { Details } from '../GitApi';

const MAX_AUTHOR = 100;
const MAX_SUBJECT = 200;

/**
 * Makes what people wrote into a commit fit to be kept and shown: one line each, without control
 * characters and credentials, of a bounded length.
 *
 * @returns undefined where nothing of it can be used
 */
export function toDetails(raw: {
  author: unknown;
  committedAt: unknown;
  message: unknown;
}): Details | undefined {
  const author = oneLine(raw.author, MAX_AUTHOR);
  const committedAt = asTime(raw.committedAt);
  const subject = oneLine(raw.message, MAX_SUBJECT);
  return author || committedAt || subject
    ? {
        ...(author && { author }),
        ...(committedAt && { committedAt }),
        ...(subject && { subject }),
      }
    : undefined;
}

function oneLine(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const [line] = value
    .slice(0, 8 * maxLength)
    .trim()
    .split(/[\r\n\u2028\u2029]/);
  // A secret that the limit cuts in two would no longer be recognised, so it goes first.
  return asText(withoutSecrets(line).replace(/\s+/g, ' '), maxLength);
}
