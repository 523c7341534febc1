export { FleetSweep, requestSweep } from './FleetSweep';
