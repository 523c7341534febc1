import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const ROOT = 'search.collators.anthosFleet';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 5 },
  // The first sweep of the fleet needs a moment after start.
  initialDelay: { seconds: 30 },
};

export interface SearchModuleConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Address of the fleet page in the portal, without a slash at its end. */
  fleetPath: string;
}

/**
 * Reads `search.collators.anthosFleet`; everything has a default.
 *
 * @throws InputError for a value that is present and wrong
 */
export function readSearchModuleConfig(root: Config): SearchModuleConfig {
  const config = root.getOptionalConfig(ROOT);
  const fleetPath = config?.getOptionalString('fleetPath') ?? '/fleet';
  // Anything else would lead out of the portal.
  if (!/^\/(?!\/)/.test(fleetPath)) {
    throw new InputError(
      `${ROOT}.fleetPath is '${fleetPath}', which is no path of the portal; begin it with one slash, as in '/fleet'`,
    );
  }
  return {
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : DEFAULT_SCHEDULE,
    fleetPath: fleetPath.replace(/\/+$/, ''),
  };
}
