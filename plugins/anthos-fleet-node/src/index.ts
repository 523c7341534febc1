/**
 * Permission rules of the Anthos Fleet back end, for policies and for other back ends.
 *
 * @packageDocumentation
 */
export * from './permissions';
