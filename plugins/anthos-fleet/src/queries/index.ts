export { FleetQueryProvider, useLiveState } from './FleetQueryProvider';
export * from './useFleetQueries';
