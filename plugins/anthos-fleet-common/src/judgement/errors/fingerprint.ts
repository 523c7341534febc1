import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

const BYTES = 10;

/**
 * Short name of an error group: a hash of the error's code and of its text with everything taken
 * out that differs from place to place.
 *
 * It is kept in databases, links and mutes: what it is made of must never change for texts that
 * are known. docs/decisions/0006-error-fingerprints.md says how it may grow.
 *
 * @returns 20 hexadecimal digits
 */
export function fingerprintOf(
  code: string | undefined,
  template: string,
): string {
  const text = `${code ?? ''}\n${template}`;
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, BYTES));
}
