import { createHash } from 'node:crypto';

/** Label of a scope that says whose it is. */
export const OWNER_LABEL = 'backstage-owner';
const NOBODY = 'none';
const MAX_VALUE = 63;
const PLAIN = /^[a-z0-9_-]+$/;
const REF = /^([^:/]+):([^:/]+)\/(.+)$/;

/**
 * Writes an entity ref as the value of a label, which has small letters, digits, `_` and `-` only.
 * Two refs never have the same value: where characters are lost, a digest of the ref is added.
 *
 * @param owner - in full, as in `group:default/team-maps`; undefined for nobody
 */
export function ownerLabelOf(owner: string | undefined): string {
  if (owner === undefined) {
    return NOBODY;
  }
  const ref = owner.toLocaleLowerCase('en-US');
  const [, kind, namespace, name] = REF.exec(ref) ?? ['', '', '', ref];
  const value = [kind, namespace, name].join('_');
  if (PLAIN.test(value) && value.length <= MAX_VALUE) {
    return value;
  }
  const digest = createHash('sha256').update(ref).digest('hex').slice(0, 12);
  const readable = value.replace(/[^a-z0-9_-]/g, '-');
  // Two dashes mark the digest, which no plain value of this length ends with.
  return `${readable.slice(0, MAX_VALUE - digest.length - 2)}--${digest}`;
}

/** Whom the value of a label means, in words. */
export function ownerOfLabel(value: string): string {
  if (value === NOBODY) {
    return 'nobody';
  }
  const [kind, namespace, ...name] = value.split('_');
  return /--[0-9a-f]{12}$/.test(value) || name.length === 0
    ? value
    : `${kind}:${namespace}/${name.join('_')}`;
}
