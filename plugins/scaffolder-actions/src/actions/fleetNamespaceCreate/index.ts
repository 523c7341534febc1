export { createFleetNamespaceCreateAction } from './createFleetNamespaceCreateAction';
export type { FleetNamespaceCreateOptions } from './createFleetNamespaceCreateAction';
