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
       * How to reach the clusters themselves: through the Connect Gateway.
       */
      gateway?: {
        /**
         * Whether clusters are read. Without it only what the fleet's register says is known.
         * Default: true.
         * @visibility backend
         */
        enabled?: boolean;
        /**
         * Address of the Connect Gateway; `{location}` stands for the location of a cluster's
         * membership. Default: Google's own, which differs per location. Set it for a restricted
         * virtual IP or for the emulator. The access token is sent to this host only.
         * @visibility backend
         */
        endpoint?: string;
        /**
         * File with the certificate authority of that host, PEM, where it is not one that
         * everybody trusts. For the emulator and for proxies that end TLS.
         * @visibility backend
         */
        caFile?: string;
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
      /**
       * What software templates may ask of the fleet itself: whether a cluster would take
       * manifests, and namespaces of the fleet. All other work reads only.
       */
      provisioning?: {
        /**
         * Whether templates may ask. Default: false, so that nothing but reading reaches Google or
         * a cluster.
         * @visibility backend
         */
        enabled?: boolean;
        /**
         * How to sign in to Google for this, with rights that readings do not need. Default: as
         * for readings.
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
      /**
       * Longest time that the reading of one cluster may take, all its requests together.
       * Default: 30 seconds.
       * @visibility backend
       */
      clusterDeadline?: HumanDuration | string;
      /**
       * Clusters of one fleet that one process reads at the same time. Default: 20.
       * @visibility backend
       */
      concurrency?: number;
      /**
       * Requests to the Connect Gateway in a minute for one fleet, all replicas together. Default:
       * 1200, half of Google's quota, which people and pipelines of the same project use too.
       * @visibility backend
       */
      requestsPerMinute?: number;
      /**
       * Parts of a fleet that replicas sweep independently; each gets its share of the requests.
       * Default: 4.
       * @visibility backend
       */
      shards?: number;
      /**
       * Time between two readings of policy constraints, quotas, and revisions and policies of the
       * mesh, which take many requests and change seldom. Default: 10 minutes.
       * @visibility backend
       */
      slowFrequency?: HumanDuration | string;
    };

    history?: {
      /**
       * How long transitions and healed errors are kept. Default: 30 days.
       * @visibility backend
       */
      retention?: HumanDuration | string;
      /**
       * A change is told when two readings saw it, or when it held for this long. Default: 2
       * minutes.
       * @visibility backend
       */
      holdFor?: HumanDuration | string;
      /**
       * So many changes within a time are told once, as flapping.
       */
      flapping?: {
        /**
         * Default: 5.
         * @visibility backend
         */
        changes?: number;
        /**
         * Default: 30 minutes.
         * @visibility backend
         */
        window?: HumanDuration | string;
      };
    };

    /**
     * Whose a namespace is: who is told when its configuration fails. An annotation of a catalog
     * entity comes first, then labels, then rules.
     */
    ownership?: {
      /**
       * Labels of a namespace that name its owner, the first that is there wins. Default: owner,
       * team.
       * @visibility backend
       */
      namespaceLabels?: string[];
      rules?: Array<{
        /**
         * Names of namespaces; `*` stands for any characters.
         * @visibility backend
         */
        namespaces: string[];
        /**
         * Only on these clusters: `project/location/name`, `location/name` or a name, with `*`.
         * @visibility backend
         */
        clusters?: string[];
        /**
         * A group or a user of the catalog.
         * @visibility backend
         */
        owner: string;
      }>;
      /**
       * Who runs the clusters and owns what nobody else does. Default: group:default/platform.
       * @visibility backend
       */
      platform?: string;
    };

    notifications?: {
      /**
       * Whether notifications are sent. Default: true; without Backstage's notifications plugin
       * nothing happens.
       * @visibility backend
       */
      enabled?: boolean;
      /**
       * A group or a user who is told of every failure. Default: ownership.platform.
       * @visibility backend
       */
      platformGroup?: string;
      /**
       * What is less severe is not sent. Default: low, which is everything.
       * @visibility backend
       */
      minSeverity?: 'low' | 'normal' | 'high' | 'critical';
      /**
       * Whether owners of namespaces are told of errors of RootSyncs that speak of their
       * namespaces. Nobody can ask a permission policy for a group, so where `permission.enabled`
       * is true this is false by default: switch it on if those owners may see such errors.
       * @visibility backend
       */
      namespaceOwners?: boolean;
    };

    errors?: {
      /**
       * Page that explains errors, each under its code as in `#knv1021`. Default: the short link
       * that the product prints itself.
       * @visibility backend
       */
      documentationUrl?: string;
    };

    git?: {
      /**
       * Git hosts that the portal's `integrations` do not know, for links to commits and files.
       */
      hosts?: Array<{
        /**
         * As in `git.example.com` or `git.example.com:8443`.
         * @visibility backend
         */
        host: string;
        /**
         * The product whose pages it has. Default: plain, whose pages the templates describe.
         * @visibility backend
         */
        type?:
          | 'plain'
          | 'github'
          | 'gitlab'
          | 'gitea'
          | 'bitbucketCloud'
          | 'bitbucketServer'
          | 'azure'
          | 'cloudSource';
        /**
         * Addresses of pages; `{host}`, `{repository}`, `{commit}`, `{path}`, `{from}` and `{to}`
         * are filled in.
         */
        templates?: {
          /** @visibility backend */
          repository?: string;
          /** @visibility backend */
          file?: string;
          /** @visibility backend */
          commit?: string;
          /** @visibility backend */
          compare?: string;
        };
      }>;
    };

    /**
     * Who made the commits that are live, and how far they are behind the newest ones: asked of the
     * GitHub, GitLab and Gitea hosts of `integrations`, in the background.
     */
    commits?: {
      /**
       * Whether they are asked. Default: true; a host that `integrations` does not know is not.
       * @visibility backend
       */
      enabled?: boolean;
      /**
       * Requests to one host in a minute, all replicas together. Default: 60.
       * @visibility backend
       */
      requestsPerMinute?: number;
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
