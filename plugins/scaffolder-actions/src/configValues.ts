import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { Hosting } from 'backstage-plugin-anthos-fleet-common';

/** The section of the configuration that everything here is under. */
export const ROOT = 'anthosFleet.selfService';

export const HOSTINGS: readonly Hosting[] = [
  'on-prem',
  'gcp',
  'aws',
  'azure',
  'edge',
  'unknown',
];

export const LABEL_KEY =
  /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[a-z0-9]([-\w.]{0,61}[a-z0-9])?$/i;
export const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const QUANTITY = /^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/;

export function keyOf(...parts: string[]): string {
  return [ROOT, ...parts].filter(Boolean).join('.');
}

export function word(
  section: Config | undefined,
  at: string,
  key: string,
  pattern: RegExp,
): string | undefined {
  const value = section?.getOptionalString(key);
  if (value !== undefined && !pattern.test(value)) {
    throw new InputError(
      `${keyOf(at, key)} is '${value}'; it must match ${pattern}`,
    );
  }
  return value;
}

export function words(
  section: Config | undefined,
  at: string,
  key: string,
  pattern: RegExp,
): string[] | undefined {
  const values = section?.getOptionalStringArray(key);
  const bad = values?.find(value => !pattern.test(value));
  if (bad !== undefined) {
    throw new InputError(
      `${keyOf(at, key)} has the entry '${bad}'; entries must match ${pattern}`,
    );
  }
  return values;
}

export function perHosting<T>(
  config: Config | undefined,
  key: string,
  read: (section: Config, hosting: Hosting) => T | undefined,
): Partial<Record<Hosting, T>> {
  const section = config?.getOptionalConfig(key);
  const found: Partial<Record<Hosting, T>> = {};
  for (const hosting of HOSTINGS) {
    const value = section?.has(hosting) ? read(section, hosting) : undefined;
    if (value !== undefined) {
      found[hosting] = value;
    }
  }
  return found;
}

export function readAmounts<T extends Record<string, string>>(
  section: Config | undefined,
  at: string,
  key: string,
  defaults: T,
): T {
  const amounts = section?.getOptionalConfig(key);
  return Object.fromEntries(
    Object.entries(defaults).map(([name, fallback]) => [
      name,
      word(amounts, `${at}.${key}`, name, QUANTITY) ?? fallback,
    ]),
  ) as T;
}
