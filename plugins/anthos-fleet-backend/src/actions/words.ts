import type { Hosting, SyncState } from 'backstage-plugin-anthos-fleet-common';

// The contract has them as types only; the record makes the compiler miss none.
const hostings: Record<Hosting, true> = {
  'on-prem': true,
  gcp: true,
  aws: true,
  azure: true,
  edge: true,
  unknown: true,
};

const syncStates: Record<SyncState, true> = {
  synced: true,
  pending: true,
  reconciling: true,
  stalled: true,
  error: true,
  'not-installed': true,
  'not-configured': true,
  unknown: true,
};

export const HOSTINGS = Object.keys(hostings) as [Hosting, ...Hosting[]];
export const SYNC_STATES = Object.keys(syncStates) as [
  SyncState,
  ...SyncState[],
];
