import type { HumanDuration } from '@backstage/types';

export interface Config {
  anthosFleet?: {
    /**
     * How templates make namespaces and services. Everything has a default, and everything is for
     * the back end only: it says how the network and the rights of a company are built.
     */
    selfService?: {
      mesh?: {
        /**
         * Trust domain of the mesh, as in `cluster.local` for an Istio of one's own. It is the
         * first part of every identity that a service lets in. Default: `PROJECT.svc.id.goog` of
         * the fleet.
         * @visibility backend
         */
        trustDomain?: string;
        /**
         * Which label gives the pods of a namespace their sidecar, for clusters where the fleet
         * cannot tell; the first rule that holds wins.
         */
        injection?: Array<{
          /**
           * Refs or names of clusters. Default: all.
           * @visibility backend
           */
          clusters?: string[];
          /**
           * Default: any.
           * @visibility backend
           */
          hosting?: 'on-prem' | 'gcp' | 'aws' | 'azure' | 'edge' | 'unknown';
          /**
           * Kubernetes label selector over the clusters' labels. Default: all.
           * @visibility backend
           */
          selector?: string;
          /**
           * `istio-injection=enabled`, `istio.io/rev=REVISION` or `none`.
           * @visibility backend
           */
          label: string;
        }>;
        /**
         * What one sidecar asks for. A quota counts it for every pod, and every pod asks for
         * exactly this, so that the two agree. Default: 100m, 128Mi and 1Gi.
         */
        sidecar?: {
          /** @visibility backend */
          cpu?: string;
          /** @visibility backend */
          memory?: string;
          /** @visibility backend */
          memoryLimit?: string;
        };
        /**
         * Namespace of the gateway through which the mesh of other networks comes in. Default:
         * istio-system.
         * @visibility backend
         */
        eastWestNamespace?: string;
        /**
         * Addresses of Google's APIs, which the sidecars of a managed mesh talk to, as in
         * `199.36.153.8/30` where they are reached privately. Default: any address, on port 443.
         * @visibility backend
         */
        googleApis?: string[];
      };

      /**
       * The gateway of public services, per hosting. It must be part of the mesh: services accept
       * nothing but mutual TLS.
       */
      ingress?: {
        /**
         * Keys: on-prem, gcp, aws, azure, edge, unknown.
         */
        [hosting: string]: {
          /**
           * The API that routes are written in. Default: istio.
           * @visibility backend
           */
          api?: 'istio' | 'gateway-api';
          /**
           * Namespace and name of the Gateway. Default: istio-ingress/public.
           * @visibility backend
           */
          gateway?: string;
          /**
           * Namespace and name of the gateway's service account, which services let in. Default, in
           * the gateway's namespace: istio-ingressgateway, or the gateway's name with -istio for
           * the Gateway API.
           * @visibility backend
           */
          serviceAccount?: string;
        };
      };

      /**
       * Registry, per hosting, that images are pulled from, as in `registry.example.com/apps`: a
       * cluster on-premise often reaches another one than a cloud. Default: the image as given.
       */
      registries?: {
        /**
         * Keys: on-prem, gcp, aws, azure, edge, unknown.
         * @visibility backend
         */
        [hosting: string]: string;
      };

      /**
       * Annotations of a service's account, per hosting, as in
       * `iam.gke.io/gcp-service-account: '{name}@acme-prod.iam.gserviceaccount.com'` for gcp.
       * `{name}` and `{namespace}` are those of the service. Default: none.
       */
      identity?: {
        /**
         * Keys: on-prem, gcp, aws, azure, edge, unknown.
         */
        [hosting: string]: {
          /** @visibility backend */
          [annotation: string]: string;
        };
      };

      namespaces?: {
        /**
         * Beginnings that names must have, one of them. Default: any.
         * @visibility backend
         */
        prefixes?: string[];
        /**
         * Names that are taken beside those of Kubernetes and Google; with `*` at the end,
         * beginnings of names.
         * @visibility backend
         */
        reserved?: string[];
        /**
         * Label that names the owning group. It should be one of `anthosFleet.ownership.namespaceLabels`,
         * by which the suite finds owners. Default: owner.
         * @visibility backend
         */
        ownerLabel?: string;
        /**
         * ClusterRoles that a team may be given. Default: view, edit and admin.
         * @visibility backend
         */
        roles?: string[];
        /**
         * The one it is given when nobody says otherwise. Default: the first of `roles`.
         * @visibility backend
         */
        teamRole?: string;
        /**
         * ClusterRole of Config Sync in the namespace, which must include the mesh's objects.
         * Default: edit, and a Role beside it for the mesh, which edit knows nothing of.
         * @visibility backend
         */
        reconcilerRole?: string;
        /**
         * What the containers of a namespace may ask for together; sidecars are added. Default:
         * 20 pods, 4 CPUs, 8Gi and a limit of 16Gi.
         */
        quota?: {
          /** @visibility backend */
          pods?: number;
          /** @visibility backend */
          cpu?: string;
          /** @visibility backend */
          memory?: string;
          /** @visibility backend */
          memoryLimit?: string;
        };
      };

      /**
       * Namespaces that metrics are collected from; they may reach the sidecars' metrics, and
       * sidecars may reach them. Default: monitoring and gmp-system.
       * @visibility backend
       */
      monitoringNamespaces?: string[];

      /**
       * Repositories that templates publish to.
       */
      repositories?: {
        /**
         * The only ones, with their branches. Default: every repository of a host that is known to
         * `integrations` or `anthosFleet.git.hosts`.
         */
        allow?: Array<{
          /**
           * Host and path, with `*` for any part of a name and `**` for any names, as in
           * `https://github.com/acme/*`.
           * @visibility backend
           */
          repository: string;
          /**
           * Branches, with the same signs. Default: all.
           * @visibility backend
           */
          branches?: string[];
        }>;
        /**
         * Longest time of everything that is asked of a repository in one step. Default: 2 minutes.
         */
        timeout?: HumanDuration | string;
        /**
         * Largest answer of a Git host. Only the newest commit of a branch is read. Default: 50.
         * @visibility backend
         */
        maxMegabytes?: number;
      };

      /**
       * Image of a new service that has none yet. It must answer every path on `PORT` and run as
       * user 65532. Default: Google's hello-app.
       * @visibility backend
       */
      sampleImage?: string;
    };

    git?: {
      hosts?: Array<{
        templates?: {
          /**
           * Address of the bare text of a file, for the catalog; `{host}`, `{repository}`,
           * `{branch}` and `{path}` are filled in. Default: the template `file`.
           * @visibility backend
           */
          raw?: string;
        };
        /**
         * Account by which templates publish to repositories of this host.
         * @visibility backend
         */
        username?: string;
        /**
         * Its password, or a token.
         * @visibility secret
         */
        password?: string;
      }>;
    };
  };
}
