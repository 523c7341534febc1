export {
  clusterEntity,
  clusterLocationRef,
  withConsoleLink,
  type EntityRules,
} from './clusterEntity';
export { clusterTitles } from './clusterTitles';
export { ANNOTATION_DIGEST, entityDigest, withDigest } from './entityDigest';
export { validateClusterEntity } from './validateClusterEntity';
