export { createHubReader } from './HubReader';
export type { HubReader, HubReaderOptions } from './HubReader';
export { configSyncDefaults } from './translate/configSync';
