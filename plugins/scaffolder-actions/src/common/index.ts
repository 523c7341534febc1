export { chooseClusters, trustDomainsOf } from './clusters';
export type { ChosenCluster } from './clusters';
export {
  checkEntityRef,
  findComponents,
  findOwner,
  findRef,
  groupOf,
  requireIdentity,
} from './entities';
export type { EntityReader, MeshComponent, Owner } from './entities';
export {
  checkHost,
  checkLabel,
  checkLine,
  checkObjectName,
  shown,
} from './fields';
export { durationSchema, readDuration } from './duration';
export { PlainError } from './PlainError';
export { WorkspaceFolder } from './workspace';
export type { WorkspaceFile } from './workspace';
export type { Zod } from './zod';
