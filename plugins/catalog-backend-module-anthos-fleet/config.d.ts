import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * The clusters of the fleets as catalog entities. Backend-only: labels and team names say
       * how a company is built. Without this block the defaults below apply.
       */
      anthosFleet?: {
        /**
         * When to compare the catalog with the fleet. Default: every 3 minutes, with a timeout of
         * 5 minutes and 20 seconds after start. `frequency` and `timeout` are needed if it is given.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

        /**
         * Namespace of the entities. Default: default.
         * @visibility backend
         */
        namespace?: string;

        /**
         * Who owns a cluster.
         */
        owner?: {
          /**
           * Labels to read, first match wins. Without rules the default owns every cluster.
           */
          rules?: Array<{
            /**
             * Key of a cluster label, as in `team`.
             * @visibility backend
             */
            label: string;
            /**
             * Entity ref per label value. Without it the value itself is the name of a group; with
             * it values that are not listed do not match.
             * @visibility backend
             */
            values?: { [value: string]: string };
          }>;
          /**
           * Owner of clusters that no rule matches. Default: unknown.
           * @visibility backend
           */
          default?: string;
        };

        /**
         * The system that a cluster is part of. Without this block clusters belong to none.
         */
        system?: {
          /**
           * Labels to read, first match wins.
           */
          rules?: Array<{
            /**
             * Key of a cluster label, as in `system`.
             * @visibility backend
             */
            label: string;
            /**
             * Entity ref per label value. Without it the value itself is the name of a system.
             * @visibility backend
             */
            values?: { [value: string]: string };
          }>;
          /**
           * System of clusters that no rule matches. Default: none.
           * @visibility backend
           */
          default?: string;
        };

        /**
         * `spec.lifecycle` of a cluster. Without this block clusters have none.
         */
        lifecycle?: {
          /**
           * Labels to read, first match wins.
           */
          rules?: Array<{
            /**
             * Key of a cluster label, as in `env`.
             * @visibility backend
             */
            label: string;
            /**
             * Lifecycle per label value, as in `prod: production`. Without it the value itself is
             * the lifecycle.
             * @visibility backend
             */
            values?: { [value: string]: string };
          }>;
          /**
           * Lifecycle of clusters that no rule matches. Default: none.
           * @visibility backend
           */
          default?: string;
        };
      };
    };
  };
}
