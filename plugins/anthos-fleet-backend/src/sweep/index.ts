export { FleetGauges } from './FleetGauges';
export { SweepMetrics } from './SweepMetrics';
export { Sweeps } from './Sweeps';
