import type {
  ConnectionState,
  MeshState,
  PolicyControllerState,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import {
  fade,
  toneOfAge,
  toneOfConnection,
  toneOfMesh,
  toneOfOutcome,
  toneOfPolicy,
  toneOfReportedState,
  toneOfSeverity,
  toneOfSync,
  TONES,
} from './tone';

describe('tones', () => {
  it.each<[SyncState, string]>([
    ['synced', 'good'],
    ['pending', 'moving'],
    ['reconciling', 'moving'],
    ['stalled', 'broken'],
    ['error', 'broken'],
    ['not-installed', 'unknown'],
    ['not-configured', 'unknown'],
    ['unknown', 'unknown'],
  ])('sync %s is %s', (state, tone) => {
    expect(toneOfSync(state)).toBe(tone);
  });

  it.each<[ConnectionState, string]>([
    ['direct', 'good'],
    ['connected', 'good'],
    ['disconnected', 'attention'],
    ['unknown', 'unknown'],
  ])('connection %s is %s', (state, tone) => {
    expect(toneOfConnection(state)).toBe(tone);
  });

  it.each<[MeshState, string]>([
    ['active', 'good'],
    ['provisioning', 'moving'],
    ['deprovisioning', 'moving'],
    ['needs-attention', 'attention'],
    ['degraded', 'attention'],
    ['failed', 'broken'],
    ['not-managed', 'unknown'],
    ['unknown', 'unknown'],
  ])('mesh %s is %s', (state, tone) => {
    expect(toneOfMesh(state)).toBe(tone);
  });

  it.each<[PolicyControllerState, string]>([
    ['active', 'good'],
    ['installing', 'moving'],
    ['updating', 'moving'],
    ['decommissioning', 'moving'],
    ['cluster-error', 'broken'],
    ['hub-error', 'broken'],
    ['suspended', 'attention'],
    ['detached', 'attention'],
    ['not-installed', 'unknown'],
    ['unknown', 'unknown'],
  ])('policy %s is %s', (state, tone) => {
    expect(toneOfPolicy(state)).toBe(tone);
  });

  it.each([
    ['ACTIVE', 'good'],
    ['CLUSTER_ERROR', 'broken'],
    ['DEGRADED', 'broken'],
    ['SUSPENDED', 'attention'],
    ['INSTALLING', 'moving'],
    ['NOT_INSTALLED', 'unknown'],
    ['INACTIVE', 'unknown'],
    ['', 'unknown'],
    ['<script>', 'unknown'],
  ])('a reported %p is %s', (state, tone) => {
    expect(toneOfReportedState(state)).toBe(tone);
  });

  it('covers severities, ages and outcomes', () => {
    expect(toneOfSeverity('error')).toBe('broken');
    expect(toneOfSeverity('warning')).toBe('attention');
    expect(toneOfAge('fresh')).toBe('good');
    expect(toneOfAge('stale')).toBe('attention');
    expect(toneOfAge('never')).toBe('unknown');
    expect(toneOfOutcome('ok')).toBe('good');
    expect(toneOfOutcome('timeout')).toBe('attention');
  });

  it.each(['brand-new', 'constructor', '__proto__', ''])(
    'a state %p that this version does not know is unknown',
    state => {
      expect(toneOfSync(state as SyncState)).toBe('unknown');
      expect(toneOfMesh(state as MeshState)).toBe('unknown');
    },
  );

  it('never leaves an old state green', () => {
    expect(TONES.map(fade)).toEqual([
      'broken',
      'attention',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});
