import { cleanMessage } from '../../google/text';

const MAX_WARNINGS = 10;
const MAX_LENGTH = 500;
const WARNING = /\b299 [^\s"]{1,253} "((?:[^"\\]|\\.)*)"/g;

/** Reads what an API server warns of in its header. */
export function readWarnings(headers: Headers): string[] {
  const header = headers.get('warning') ?? '';
  return [...header.matchAll(WARNING)]
    .map(([, text]) => cleanMessage(text.replace(/\\(.)/g, '$1'), MAX_LENGTH))
    .filter(Boolean)
    .slice(0, MAX_WARNINGS);
}
