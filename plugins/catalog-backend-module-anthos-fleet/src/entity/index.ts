export {
  clusterEntity,
  clusterLocationRef,
  withConsoleLink,
  type EntityRules,
} from './clusterEntity';
export { ANNOTATION_DIGEST, entityDigest, withDigest } from './entityDigest';
export { validateClusterEntity } from './validateClusterEntity';
