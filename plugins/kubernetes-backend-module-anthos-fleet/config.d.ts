export interface Config {
  kubernetes?: {
    /**
     * The clusters of the fleets of `anthosFleet.fleets`, as clusters of the Kubernetes plugin.
     */
    anthosFleet?: {
      /**
       * Whose rights a cluster sees. `service` (default): the Google account that `anthosFleet` is
       * configured with for the fleet. `user`: the Google account of whoever looks, who must have
       * signed in to the portal with Google and the scope cloud-platform.
       * @visibility backend
       */
      credentials?: 'service' | 'user';

      /**
       * What becomes of clusters that are known not to answer: `leave-out` (default), so that no
       * page waits for them, or `keep`.
       * @visibility backend
       */
      unreachable?: 'leave-out' | 'keep';

      /**
       * Clusters that are asked for the objects of one entity: those that the entity runs on by its
       * annotations or relations (`own`, default), or `all` of them, which spends the quota of the
       * Connect Gateway. Clusters that are no part of the fleet are not affected.
       * @visibility backend
       */
      clustersOfEntity?: 'own' | 'all';

      /**
       * Whether to ask the metrics server of the clusters for the use of memory and processors.
       * Default: false, because many clusters have none, and it costs requests.
       * @visibility backend
       */
      metrics?: boolean;
    };
  };
}
