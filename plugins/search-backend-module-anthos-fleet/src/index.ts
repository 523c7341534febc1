/**
 * Clusters and errors of a Google fleet in Backstage search.
 *
 * @packageDocumentation
 */
export { searchModuleAnthosFleet as default } from './module';
