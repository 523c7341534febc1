/**
 * The clusters of a Google fleet in Backstage's Kubernetes plugin.
 *
 * @packageDocumentation
 */
export { kubernetesModuleAnthosFleet as default } from './module';
