/**
 * A stand-in for Google's fleet APIs, for development, tests and benchmarks.
 *
 * @packageDocumentation
 */
export type { ClusterDefinition, ClusterInput } from './fleet/clusterSchema';
export type { FleetDefinition, FleetInput } from './fleet/fleetSchema';
export { FleetModel, type Patch } from './fleet/FleetModel';
export {
  FleetError,
  loadFleet,
  parseFleet,
  readFleet,
} from './fleet/loadFleet';
export { FaultRegistry, type ActiveFault } from './server/FaultRegistry';
export type { Fault, FaultInput } from './server/faultSchema';
export { RequestLog, type LoggedRequest } from './server/RequestLog';
export { DEFAULT_TOKEN, type EmulatorToken } from './server/Tokens';
export {
  startFleetEmulator,
  type FleetEmulator,
  type FleetEmulatorOptions,
} from './startFleetEmulator';
export {
  generateFleet,
  type GenerateFleetOptions,
} from './generator/generateFleet';
export {
  gcloudAvailable,
  gcloudConfigSyncStatus,
  runGcloud,
  runGcloudJson,
  type GcloudConfigSyncStatus,
  type GcloudResult,
  type RunGcloudOptions,
} from './testing/gcloud';
