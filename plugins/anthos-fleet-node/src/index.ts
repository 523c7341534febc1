/**
 * What other back ends need of Anthos Fleet: a client, permission rules for policies, and the names
 * of clusters in the catalog.
 *
 * @packageDocumentation
 */
export * from './catalog';
export * from './client';
export * from './permissions';
