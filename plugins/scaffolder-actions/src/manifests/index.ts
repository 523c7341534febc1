export { ANNOTATION_OWNER } from './Manifest';
export type { Manifest, TextFile } from './Manifest';
export { joinPath } from './kustomization';
export { DEFAULT_PATHS, LAYOUT_KINDS, layOutNamespace } from './layout';
export type { NamespaceLayout } from './layout';
export { principalOf } from './names';
export { GIT_AUTHS } from './namespace/NamespacePlan';
export type {
  GitAuth,
  NamespacePlan,
  TeamSource,
} from './namespace/NamespacePlan';
export { PLACEHOLDER_NAMES, unknownPlaceholder } from './placeholders';
export { mergeResources, remedyOf } from './mergeResources';
export { callerPrincipals } from './service/mesh';
export {
  serviceFiles,
  servicePaths,
  sharedLists,
} from './service/serviceFiles';
export type { HostingPlan, ServicePlan } from './service/ServicePlan';
