export { ClusterSweep } from './ClusterSweep';
export type { Owners, ReadingObserver } from './ClusterVisit';
export { FleetGauges } from './FleetGauges';
export { FleetSweep, sweepTaskId } from './FleetSweep';
export { SweepMetrics } from './SweepMetrics';
export { triggerTask } from './tasks';
