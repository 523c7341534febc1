import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

// The longest key of a label.
const MAX_WORD = 317;

/** Reads keys under one prefix, and refuses what cannot work with the whole key and the remedy. */
export class ConfigValues {
  constructor(
    private readonly config: Config | undefined,
    private readonly prefix: string,
  ) {}

  /** A duration in milliseconds. */
  ms(key: string, fallback: number, min: number, max: number): number {
    if (!this.config?.has(key)) {
      return fallback;
    }
    const ms = durationToMilliseconds(
      readDurationFromConfig(this.config, { key }),
    );
    if (!(ms >= min && ms <= max)) {
      throw new InputError(
        `${this.prefix}.${key} is ${ms / 1000} s; give a time from ${
          min / 1000
        } s to ${max / 1000} s`,
      );
    }
    return ms;
  }

  /** A number of things, so a whole number. */
  count(key: string, fallback: number, min: number, max: number): number {
    const count = this.config?.getOptionalNumber(key) ?? fallback;
    if (!(Number.isInteger(count) && count >= min && count <= max)) {
      throw new InputError(
        `${this.prefix}.${key} is ${count}; give a whole number from ${min} to ${max}`,
      );
    }
    return count;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
    const text = this.config?.getOptionalString(key) ?? fallback;
    const value = allowed.find(word => word === text);
    if (!value) {
      throw new InputError(
        `${this.prefix}.${key} is '${text}'; give one of ${allowed.join(', ')}`,
      );
    }
    return value;
  }

  /** A list of words, none of them empty or longer than a label's key. */
  words(key: string, fallback: string[]): string[] {
    const words = this.config?.getOptionalStringArray(key) ?? fallback;
    const bad = words.find(word => !word.trim() || word.length > MAX_WORD);
    if (bad !== undefined) {
      throw new InputError(
        `${this.prefix}.${key} has the entry '${bad}'; give entries of 1 to ${MAX_WORD} characters`,
      );
    }
    return words;
  }
}

/** The whole ref of a group or user; `team-maps` means `group:default/team-maps`. */
export function readOwnerRef(text: string, key: string): string {
  const remedy = `give a group or a user of the catalog, as in 'group:default/platform'`;
  let ref;
  try {
    ref = parseEntityRef(text, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(`${key} is '${text}', which is no entity; ${remedy}`);
  }
  if (!['group', 'user'].includes(ref.kind.toLocaleLowerCase('en-US'))) {
    throw new InputError(`${key} is '${text}'; ${remedy}`);
  }
  return stringifyEntityRef(ref);
}

/** An address to which an access token may be sent, without a slash at its end. */
export function readEndpoint(
  text: string,
  key: string,
  example: string,
): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new InputError(
      `${key} is '${text}', which is no address; give one as in '${example}'`,
    );
  }
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw new InputError(
      `${key} is '${text}'; use https, because an access token is sent there (http is for loopback addresses only)`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError(
      `${key} must be a plain address without user, query or fragment`,
    );
  }
  return url.href.replace(/\/+$/, '');
}
