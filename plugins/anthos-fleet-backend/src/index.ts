/**
 * Reads Google fleets and serves what is known of their clusters.
 *
 * @packageDocumentation
 */
export { anthosFleetPlugin as default } from './plugin';
