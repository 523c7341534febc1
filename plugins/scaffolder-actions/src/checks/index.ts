export { checkManifests } from './checkManifests';
export type { ManifestFile } from './parseFile';
export type { CheckOptions, Finding, Severity } from './types';
