import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ConfigValues, readOwnerRef } from './configValues';

export interface OwnerRule {
  /** Names of namespaces; `*` stands for any characters. */
  namespaces: string[];
  /** `project/location/name`, `location/name` or a name, with `*`; undefined means everywhere. */
  clusters?: string[];
  /** Entity ref of the owner, in full. */
  owner: string;
}

export interface OwnershipConfig {
  /** Labels of a namespace that name its owner, the first that is there wins. */
  namespaceLabels: string[];
  rules: OwnerRule[];
  /** Entity ref of who runs the clusters, in full. */
  platform: string;
}

/** Reads `anthosFleet.ownership`. */
export function readOwnership(config: Config | undefined): OwnershipConfig {
  const key = 'anthosFleet.ownership';
  const values = new ConfigValues(config, key);
  return {
    namespaceLabels: values.words('namespaceLabels', ['owner', 'team']),
    rules: (config?.getOptionalConfigArray('rules') ?? []).map((rule, index) =>
      readOwnerRule(rule, `${key}.rules[${index}]`),
    ),
    platform: readOwnerRef(
      config?.getOptionalString('platform') ?? 'group:default/platform',
      `${key}.platform`,
    ),
  };
}

function readOwnerRule(rule: Config, key: string): OwnerRule {
  const values = new ConfigValues(rule, key);
  const namespaces = values.words('namespaces', []);
  if (namespaces.length === 0) {
    throw new InputError(
      `${key}.namespaces is empty; name the namespaces, with * for any characters, as in ['maps-*']`,
    );
  }
  return {
    namespaces,
    clusters: rule.has('clusters') ? values.words('clusters', []) : undefined,
    owner: readOwnerRef(rule.getString('owner'), `${key}.owner`),
  };
}
