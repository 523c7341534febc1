/**
 * A stand-in for Google's fleet APIs, for development, tests and benchmarks.
 *
 * @packageDocumentation
 */
export { ClusterObjects } from './cluster/ClusterObjects';
export { ClusterView } from './cluster/ClusterView';
export type {
  Admission,
  ApplyOptions,
  ClusterObjectsOptions,
  DeleteOptions,
  ListOptions,
  WriteOptions,
} from './cluster/clusterOptions';
export { Kind, type NameRule } from './cluster/Kind';
export { KindRegistry } from './cluster/KindRegistry';
export {
  KubeError,
  type KubeCause,
  type KubeErrorDetails,
  type KubeReason,
} from './cluster/KubeError';
export type { Page } from './cluster/ListPages';
export type {
  KubeObject,
  KubeObjectInput,
  ObjectMeta,
} from './cluster/objects';
export type { ChangeType, ClusterChange } from './cluster/ObjectStore';
export type { KubePatch } from './cluster/patches';
export {
  Authorizer,
  type Grant,
  type KubeAction,
  type KubeUser,
} from './cluster/rbac/Authorizer';
export type { RunningGateway } from './gateway/startGateway';
export type { ClusterDefinition, ClusterInput } from './fleet/clusterSchema';
export type { FleetDefinition, FleetInput } from './fleet/fleetSchema';
export {
  FleetConfigSync,
  type ConfigSyncPace,
} from './configsync/startConfigSync';
export { FleetClusters } from './fleet/FleetClusters';
export { FleetModel, type Patch } from './fleet/FleetModel';
export { GitRepositories } from './git/GitRepositories';
export type { CommitRequest } from './git/GitRepository';
export {
  FleetError,
  loadFleet,
  parseFleet,
  readFleet,
} from './fleet/loadFleet';
export { FaultRegistry, type ActiveFault } from './server/FaultRegistry';
export type { Fault, FaultInput } from './server/faultSchema';
export {
  RequestLog,
  type LoggedRequest,
  type RequestFilter,
} from './server/RequestLog';
export {
  DEFAULT_TOKEN,
  DEMO_TOKENS,
  PROVISIONING_TOKEN,
  type ClusterAccess,
  type EmulatorToken,
} from './server/Tokens';
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
export {
  ClientFolder,
  isInstalled,
  type ClientOptions,
  type ClientResult,
} from './testing/clientEnvironment';
export { kubectlAvailable, useCluster } from './testing/kubectl';
