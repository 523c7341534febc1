import { generateFleet, startFleetEmulator } from 'fleet-emulator';

const SEED = 2026;

/** The fleet host project of generated fleets. */
export const PROJECT = 'acme-fleet';

/** A fleet as large as the suite is meant for. */
export const LARGE = {
  clusters: 1_000,
  packageSyncs: 20_000,
  syncErrors: 5_000,
};

/** `anthosFleet.sweep`, so that reading such a fleet is not held back by Google's quotas. */
export const UNHURRIED = {
  requestsPerMinute: 1_000_000,
  clusterDeadline: { minutes: 5 },
};

/** Starts the emulator with a fleet of a size, of which all clusters answer. */
export const largeFleet = (size: typeof LARGE) =>
  startFleetEmulator({
    fleet: generateFleet({
      seed: SEED,
      project: PROJECT,
      silentRate: 0,
      errorRate: 0.3,
      ...size,
    }),
    gatewayRequestsPerMinute: 10_000_000,
  });
