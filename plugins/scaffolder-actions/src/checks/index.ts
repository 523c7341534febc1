export { checkManifests } from './checkManifests';
export type { CheckOptions, Finding, ManifestFile, Severity } from './types';
