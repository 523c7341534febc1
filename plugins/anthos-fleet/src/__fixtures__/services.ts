import type { EntityList } from 'backstage-plugin-anthos-fleet-common';

/** Nobody's services. */
export const noServices: EntityList = {
  items: [],
  totalItems: 0,
  states: [],
  complete: true,
};

/** The services of somebody, one for each kind of trouble. */
export const ownServices: EntityList = {
  items: [
    {
      entityRef: 'component:default/grunnbok',
      title: 'Grunnbok',
      state: 'error',
      clusters: [],
      totalClusters: 3,
      syncedClusters: 2,
      totalErrorGroups: 1,
      error: {
        fingerprint: 'quota',
        code: 'KNV2009',
        headline: 'The cluster refused an object: quota exceeded',
      },
    },
    {
      entityRef: 'component:default/tinglysing',
      state: 'reconciling',
      clusters: [],
      totalClusters: 1,
      syncedClusters: 0,
      totalErrorGroups: 0,
    },
    {
      entityRef: 'component:default/matrikkel',
      title: 'Matrikkel',
      state: 'unknown',
      clusters: [],
      totalClusters: 2,
      syncedClusters: 0,
      totalErrorGroups: 0,
    },
    {
      entityRef: 'component:default/adresse',
      title: 'Adresse',
      state: 'synced',
      clusters: [],
      totalClusters: 2,
      syncedClusters: 2,
      totalErrorGroups: 0,
    },
  ],
  totalItems: 4,
  states: [
    { state: 'synced', total: 1 },
    { state: 'unknown', total: 1 },
    { state: 'reconciling', total: 1 },
    { state: 'error', total: 1 },
  ],
  complete: true,
};
