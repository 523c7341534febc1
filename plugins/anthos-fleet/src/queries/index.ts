export { FleetQueryProvider, useIsLive } from './FleetQueryProvider';
export * from './useFleetQueries';
