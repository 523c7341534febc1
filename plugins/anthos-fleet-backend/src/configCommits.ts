import type { Config } from '@backstage/config';
import { ConfigValues } from './configValues';

/** Whether and how often Git hosts are asked about commits. */
export interface CommitsConfig {
  enabled: boolean;
  /** Requests to one host, over all replicas. */
  requestsPerMinute: number;
}

/** Reads `anthosFleet.commits`. */
export function readCommits(config: Config | undefined): CommitsConfig {
  const own = config?.getOptionalConfig('commits');
  const values = new ConfigValues(own, 'anthosFleet.commits');
  return {
    enabled: own?.getOptionalBoolean('enabled') ?? true,
    requestsPerMinute: values.count('requestsPerMinute', 60, 1, 6_000),
  };
}
