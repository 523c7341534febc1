import type { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * The Anthos Fleet plugin. Backend-only: names of projects, clusters and sites say how a
   * company is built and must not be readable in a browser before sign-in.
   */
  anthosFleet?: {
    /**
     * The fleets to read. Nothing is read while this is empty.
     */
    fleets?: Array<{
      /**
       * ID of the fleet host project.
       * @visibility backend
       */
      project: string;
      hub?: {
        /**
         * Address of the GKE Hub API. Default: https://gkehub.googleapis.com. Set it for a
         * restricted virtual IP or for the emulator. The access token is sent to this host only.
         * @visibility backend
         */
        endpoint?: string;
      };
      /**
       * How to sign in to Google. Default: application default credentials, which cover
       * workload identity, workload identity federation and key files.
       */
      auth?: {
        /**
         * Email of a service account to act as. The default credentials need
         * roles/iam.serviceAccountTokenCreator on it.
         * @visibility backend
         */
        impersonate?: string;
        /**
         * A fixed access token instead of any other credentials, for tests.
         * @visibility secret
         */
        accessToken?: string;
      };
    }>;

    sweep?: {
      /**
       * Time between two readings of a fleet. Default: 1 minute, at least 10 seconds. Data older
       * than three of these is shown as last known.
       * @visibility backend
       */
      frequency?: HumanDuration | string;
      /**
       * Longest time that one call to Google may take, retries included. Default: 20 seconds.
       * @visibility backend
       */
      callDeadline?: HumanDuration | string;
      /**
       * Largest answer that is read, in MiB; a larger one is `invalid`. Default: 40.
       * @visibility backend
       */
      maxResponseMib?: number;
    };

    /**
     * Where clusters stand that are not in a cloud. Google's API does not know it.
     */
    place?: {
      /**
       * Label of a cluster that names its site. Default: site.
       * @visibility backend
       */
      siteLabel?: string;
      /**
       * Human names of sites, for labels that are abbreviations and for clusters without a label.
       */
      sites?: Array<{
        /**
         * Name that people read.
         * @visibility backend
         */
        name: string;
        /**
         * Value of the site label that means this site.
         * @visibility backend
         */
        label?: string;
        /**
         * Clusters on this site: `project/location/name`, `location/name` or a name.
         * @visibility backend
         */
        clusters?: string[];
      }>;
    };
  };
}
