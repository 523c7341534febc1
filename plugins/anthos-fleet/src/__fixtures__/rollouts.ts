import type { Rollout } from 'backstage-plugin-anthos-fleet-common';
import { ago } from './clusters';

const NEWEST = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';
const OLD = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';

/** A source that is the same on all clusters, changed as a test wants. */
export function rollout(changed: Partial<Rollout> = {}): Rollout {
  return {
    id: 'fleet-config',
    state: 'same',
    repository: 'https://github.com/kartnord/fleet-config.git',
    repositoryUrl: 'https://github.com/kartnord/fleet-config',
    revision: 'main',
    directory: 'clusters/all',
    totalClusters: 3,
    totalPackageSyncs: 3,
    totalCommits: 1,
    newestCommit: NEWEST,
    behindClusters: 0,
    commits: [
      {
        commit: NEWEST,
        totalClusters: 3,
        totalPackageSyncs: 3,
        newest: true,
      },
    ],
    states: [{ state: 'synced', total: 3 }],
    lastKnownClusters: 0,
    ...changed,
  };
}

/** A source that errors keep from one of its clusters. */
export const heldBack: Rollout = rollout({
  id: 'shop',
  state: 'held-back',
  repository: 'https://github.com/kartnord/shop',
  repositoryUrl: 'https://github.com/kartnord/shop',
  totalCommits: 2,
  behindClusters: 1,
  behindSince: ago(720),
  commits: [
    { commit: NEWEST, totalClusters: 2, totalPackageSyncs: 2, newest: true },
    { commit: OLD, totalClusters: 1, totalPackageSyncs: 1, newest: false },
  ],
  states: [
    { state: 'error', total: 1 },
    { state: 'synced', total: 2 },
  ],
});
