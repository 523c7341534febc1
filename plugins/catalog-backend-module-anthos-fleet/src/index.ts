/**
 * Clusters of a Google fleet as entities of the Backstage catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleAnthosFleet as default } from './module';
