export { createHubReader } from './HubReader';
export type { HubReader, HubReaderOptions } from './HubReader';
export { configSyncDefaults } from './translate/configSync';
export {
  FleetNamespaces,
  type FleetNamespace,
} from './namespaces/FleetNamespaces';
