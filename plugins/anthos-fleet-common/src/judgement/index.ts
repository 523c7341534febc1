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
export { countSeverities, judgeMesh, judgeSeverity } from './mesh';
export type { MeshFacts } from './mesh';
export { judgePolicyController } from './policyController';
export { errorCodeInMessage, normalizeErrorCode } from './errorCode';
export { compareBySeverity, needsAttention, syncStateRank } from './attention';
export type { AttentionFacts } from './attention';
export { ageOf, staleAfterMs } from './age';
export { matchesLabelSelector, parseLabelSelector } from './labelSelector';
export type {
  LabelRequirement,
  LabelSelector,
  LabelSelectorProblem,
  ParsedLabelSelector,
} from './labelSelector';
