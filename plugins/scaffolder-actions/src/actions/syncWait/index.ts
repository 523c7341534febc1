export { createSyncWaitAction } from './createSyncWaitAction';
export type { SyncWaitOptions } from './createSyncWaitAction';
