export { FleetQueryProvider } from './FleetQueryProvider';
export * from './useFleetQueries';
