export { AnthosFleetEntityProvider } from './AnthosFleetEntityProvider';
