const KNV = /^\s*(?:KNV)?\s*(\d{4})\s*$/i;
const KNV_IN_TEXT = /^\s*KNV\s?(\d{4})\b/i;
const MAX_LENGTH = 64;

/**
 * Writes the code of a Config Sync error in one way: `1021`, `KNV1021` and `KNV 1021` are
 * `KNV1021`. Other codes stay as they are, shortened when they are very long.
 *
 * @public
 */
export function normalizeErrorCode(code: string): string | undefined {
  const digits = KNV.exec(code)?.[1];
  if (digits) {
    return `KNV${digits}`;
  }
  return code.trim().slice(0, MAX_LENGTH) || undefined;
}

/**
 * Finds the code that Config Sync writes in front of its messages, as in `KNV2009: failed to …`.
 *
 * @public
 */
export function errorCodeInMessage(message: string): string | undefined {
  const digits = KNV_IN_TEXT.exec(message)?.[1];
  return digits && `KNV${digits}`;
}
