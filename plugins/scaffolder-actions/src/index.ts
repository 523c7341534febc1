/**
 * Scaffolder actions for namespaces and mesh-enabled services on the clusters of a Google fleet.
 *
 * @packageDocumentation
 */
export { scaffolderModuleAnthosFleet as default } from './module';
