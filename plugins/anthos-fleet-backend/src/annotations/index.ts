export {
  clusterRelationTargets,
  readAnnotations,
  readRelations,
} from './selections';
export type { ClusterChoice, EntitySelections } from './selections';
