/**
 * Model, judgement, permissions and API client of the Anthos Fleet plugins.
 *
 * @packageDocumentation
 */
export * from './model';
export * from './judgement';
export * from './annotations';
export * from './permissions';
export * from './schema/openapi';
