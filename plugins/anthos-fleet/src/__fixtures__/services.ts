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
      totalClusters: 3,
      clusterStates: [
        { state: 'synced', total: 2 },
        { state: 'error', total: 1 },
      ],
      error: {
        fingerprint: 'quota',
        code: 'KNV2009',
        headline: 'The cluster refused an object: quota exceeded',
      },
    },
    {
      entityRef: 'component:default/tinglysing',
      state: 'reconciling',
      totalClusters: 1,
      clusterStates: [{ state: 'reconciling', total: 1 }],
    },
    {
      entityRef: 'component:default/matrikkel',
      title: 'Matrikkel',
      state: 'unknown',
      totalClusters: 2,
      clusterStates: [{ state: 'unknown', total: 2 }],
    },
    {
      entityRef: 'component:default/adresse',
      title: 'Adresse',
      state: 'synced',
      totalClusters: 2,
      clusterStates: [{ state: 'synced', total: 2 }],
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
