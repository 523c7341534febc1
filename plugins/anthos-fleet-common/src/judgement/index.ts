export { judgePlace } from './place';
export type {
  EndpointKind,
  JudgedPlace,
  PlaceFacts,
  SiteSettings,
} from './place';
export { hasOperator, judgeConfigOrigin, judgeConfigSync } from './configSync';
export type { ConfigSyncFacts } from './configSync';
export { judgeConnection } from './connection';
export { judgeLifecycle } from './lifecycle';
export { judgeVersionSkew } from './versionSkew';
export type { JudgedVersion, VersionSkew } from './versionSkew';
export { countSeverities, judgeMesh, judgeSeverity } from './mesh';
export type { MeshFacts } from './mesh';
export { judgePolicyController } from './policyController';
export { errorCodeInMessage, normalizeErrorCode } from './errorCode';
export { compareBySeverity, needsAttention, syncStateRank } from './attention';
export type { AttentionFacts } from './attention';
export { judgeChanges } from './fleetChanges';
export type { ChangeFacts, JudgedChange } from './fleetChanges';
export { ageOf, staleAfterMs } from './age';
export { matchesLabelSelector, parseLabelSelector } from './labelSelector';
export type {
  LabelRequirement,
  LabelSelector,
  LabelSelectorProblem,
  ParsedLabelSelector,
} from './labelSelector';
export { judgePackageSync } from './packageSync';
export type { JudgedPackageSync } from './packageSync';
export type {
  ConfigSyncErrorFacts,
  ErrorResourceFacts,
  ErrorSummaryFacts,
  PackageSyncFacts,
  PackageSyncSpecFacts,
  PackageSyncStatusFacts,
  SyncConditionFacts,
  SyncStageFacts,
} from './packageSyncFacts';
export { nomosStatus } from './nomosStatus';
export type { NomosStatus, PackageSyncContext, StepError } from './nomosStatus';
export {
  judgeSyncSource,
  syncSourceText,
  withoutCredentials,
} from './syncSource';
export type { SyncSource } from './syncSource';
export { waitReasons } from './waitReasons';
export { heldBackObjects, isBehind } from './heldBack';
export type { HoldingError } from './heldBack';
export { newestCommit } from './newestCommit';
export type { SeenCommits } from './newestCommit';
export { rollUpStates } from './rollUp';
export {
  compareManagedObjects,
  countObjects,
  judgeManagedObject,
} from './managedObject';
export type { ResourceStatusFacts } from './managedObject';
export { judgeMeshManagement } from './meshManagement';
export type { MeshManagementFacts } from './meshManagement';
export { judgeMeshInjection } from './meshInjection';
export type { JudgedMeshInjection } from './meshInjection';
export { describeSyncError } from './errors/describe';
export type { ExplanationOptions } from './errors/explain';
export type { DescribedSyncError, SyncErrorFacts } from './errors/describe';
export { explainSyncError } from './errors/explain';
export {
  commitUrl,
  compareUrl,
  repositoryUrl,
  sourceFileUrl,
} from './links/gitLinks';
export type {
  GitHost,
  GitLinkTemplates,
  RepositoryOnHost,
} from './links/gitLinks';
export { hasSourceFiles } from './links/sourceFiles';
export { knownGitHost } from './links/knownHosts';
export { stepSteadiness } from './steadiness';
export type {
  SteadinessMemory,
  SteadinessObservation,
  SteadinessSettings,
  SteadinessStep,
  SteadyTransition,
} from './steadiness';
export { checkNamespaceName, DEFAULT_REPO_SYNC_NAME } from './namespaceName';
export type {
  NamespaceNameProblem,
  NamespaceNameProblemCode,
  NamespaceNameRules,
} from './namespaceName';
export { injectionLabelOf } from './injectionLabel';
export type {
  ChosenInjectionLabel,
  InjectionFacts,
  InjectionReason,
  InjectionRule,
  NamespaceInjectionLabel,
} from './injectionLabel';
export { parseQuantity } from './quantity';
export { compareQuotas, judgeQuota } from './quota';
export { judgeMeshMtls, judgeMtls, MESH_ROOT_NAMESPACE } from './mtls';
export { judgeCallers } from './callers';
export { judgeCallees } from './callees';
