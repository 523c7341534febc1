import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /**
       * Clusters and open errors of the fleets in search. Without this block the defaults below
       * apply.
       */
      anthosFleet?: {
        /**
         * When to read the fleet for search. Default: every 5 minutes, with a timeout of 5 minutes
         * and 30 seconds after start. `frequency` and `timeout` are needed if it is given.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

        /**
         * Where the front end has the fleet page, when it was moved. Default: /fleet.
         * @visibility backend
         */
        fleetPath?: string;
      };
    };
  };
}
