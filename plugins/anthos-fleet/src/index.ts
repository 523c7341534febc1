/**
 * Where every service runs in a Google fleet, and whether its configuration is live there.
 *
 * @packageDocumentation
 */
export { anthosFleetPlugin as default } from './plugin';
export {
  anthosFleetApiRef,
  type AnthosFleetApi,
  type AnthosFleetRequestOptions,
  type ClusterQuery,
  type MeshQuery,
  type EntityQuery,
  type PackageSyncQuery,
  type PolicyConstraintQuery,
  type RolloutQuery,
  type SyncErrorQuery,
  type TransitionQuery,
} from './api';
export { anthosFleetTranslationRef } from './translation';
export { anthosFleetPagesTranslationRef } from './pageTranslation';
export { anthosFleetPortalTranslationRef } from './portalTranslation';
