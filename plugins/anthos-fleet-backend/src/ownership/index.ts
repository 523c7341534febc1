export { OwnerResolver } from './OwnerResolver';
export type { OwnerResolverOptions } from './OwnerResolver';
