export { FleetQueryProvider, useLiveState } from './FleetQueryProvider';
export { useIsConnected } from './useIsConnected';
export * from './useFleetQueries';
