import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ANNOTATION_CLUSTER_REF } from 'backstage-plugin-anthos-fleet-common';
import { ANNOTATION_DIGEST, clusterLocationRef } from '../entity';

/** An entity of this module that is in the catalog. */
export interface KnownCluster {
  entityRef: string;
  /** `project/location/name` of the cluster that it stands for. */
  clusterRef: string;
  /** Absent when the entity was emitted without everything that belongs to it. */
  digest?: string;
}

/** The entities of this module in the catalog, in whatever namespace they are. */
export async function readKnownClusters(
  { auth, catalog }: { auth: AuthService; catalog: CatalogService },
  signal: AbortSignal,
): Promise<KnownCluster[]> {
  const known: KnownCluster[] = [];
  const pages = catalog.streamEntities(
    {
      filter: {
        kind: 'Resource',
        [`metadata.annotations.${ANNOTATION_CLUSTER_REF}`]:
          CATALOG_FILTER_EXISTS,
      },
      fields: [
        'kind',
        'metadata.namespace',
        'metadata.name',
        'metadata.annotations',
      ],
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  for await (const page of pages) {
    signal.throwIfAborted();
    for (const entity of page) {
      const annotations = entity.metadata.annotations ?? {};
      const clusterRef = annotations[ANNOTATION_CLUSTER_REF];
      // People may annotate entities of their own; the catalog sets the origin, so it tells.
      if (
        annotations[ANNOTATION_ORIGIN_LOCATION] ===
        clusterLocationRef(clusterRef)
      ) {
        known.push({
          entityRef: stringifyEntityRef(entity),
          clusterRef,
          digest: annotations[ANNOTATION_DIGEST],
        });
      }
    }
  }
  return known;
}
