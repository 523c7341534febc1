export * from './AnthosFleetApi';
export { AnthosFleetClient } from './AnthosFleetClient';
