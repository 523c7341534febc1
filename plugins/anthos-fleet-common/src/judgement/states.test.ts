import { judgeConnection } from './connection';
import { errorCodeInMessage, normalizeErrorCode } from './errorCode';
import { judgeLifecycle } from './lifecycle';
import {
  countSeverities,
  judgeMesh,
  judgeSeverity,
  type MeshFacts,
} from './mesh';
import { judgePolicyController } from './policyController';

const NOW = new Date('2026-09-01T06:00:00Z');

describe('judgeConnection', () => {
  it.each<[name: string, gke: boolean, last: string | undefined, expected: {}]>(
    [
      ['GKE without an agent', true, undefined, { state: 'direct' }],
      [
        'GKE with an agent',
        true,
        '2026-09-01T05:58:00Z',
        { state: 'connected' },
      ],
      [
        'an agent heard of lately',
        false,
        '2026-09-01T05:58:00.123Z',
        { state: 'connected' },
      ],
      [
        'exactly 15 minutes ago',
        false,
        '2026-09-01T05:45:00Z',
        { state: 'connected' },
      ],
      [
        'longer ago',
        false,
        '2026-09-01T05:44:59Z',
        { state: 'disconnected', lastSeenAt: '2026-09-01T05:44:59.000Z' },
      ],
      ['in the future', false, '2026-09-02T00:00:00Z', { state: 'connected' }],
      ['never heard of', false, undefined, { state: 'unknown' }],
      ['at no time', false, 'yesterday', { state: 'unknown' }],
    ],
  )('%s', (_, gke, lastConnectionTime, expected) => {
    expect(judgeConnection({ gke, lastConnectionTime }, NOW)).toEqual(expected);
  });
});

describe('judgeLifecycle', () => {
  it.each([
    ['CREATING', 'creating'],
    ['READY', 'ready'],
    ['UPDATING', 'updating'],
    ['SERVICE_UPDATING', 'updating'],
    ['DELETING', 'deleting'],
    ['CODE_UNSPECIFIED', 'unknown'],
    ['SOMETHING_NEW', 'unknown'],
    [undefined, 'unknown'],
  ])('%s is %s', (code, lifecycle) => {
    expect(judgeLifecycle(code)).toBe(lifecycle);
  });
});

describe('judgeMesh', () => {
  it.each<[controlPlane: string, state: string]>([
    ['ACTIVE', 'active'],
    ['PROVISIONING', 'provisioning'],
    ['NEEDS_ATTENTION', 'needs-attention'],
    ['DEGRADED', 'degraded'],
    ['FAILED_PRECONDITION', 'failed'],
    ['STALLED', 'failed'],
    ['DEPROVISIONING', 'deprovisioning'],
  ])('%s is %s', (controlPlane, state) => {
    expect(judgeMesh({ controlPlane })).toEqual({
      state,
      managed: true,
      reported: controlPlane,
    });
  });

  it.each<[name: string, facts: MeshFacts, expected: {}]>([
    [
      'disabled',
      { controlPlane: 'DISABLED', stateCode: 'OK' },
      { state: 'not-managed', managed: false, reported: 'DISABLED' },
    ],
    [
      'in the cluster',
      { management: 'MANAGEMENT_MANUAL' },
      { state: 'not-managed', managed: false },
    ],
    [
      'not installed',
      { management: 'MANAGEMENT_NOT_INSTALLED', stateCode: 'WARNING' },
      { state: 'not-managed', managed: false },
    ],
    [
      'registered, no more',
      { stateCode: 'OK' },
      { state: 'not-managed', managed: false },
    ],
    [
      'asked for, nothing reported',
      { management: 'MANAGEMENT_AUTOMATIC', stateCode: 'OK' },
      { state: 'unknown', managed: true },
    ],
    [
      'unspecified',
      {
        controlPlane: 'LIFECYCLE_STATE_UNSPECIFIED',
        management: 'MANAGEMENT_AUTOMATIC',
      },
      {
        state: 'unknown',
        managed: true,
        reported: 'LIFECYCLE_STATE_UNSPECIFIED',
      },
    ],
    ['nothing, and not well', { stateCode: 'ERROR' }, { state: 'unknown' }],
    ['nothing', {}, { state: 'unknown' }],
    [
      'a word of the future',
      { controlPlane: 'MEDITATING' },
      { state: 'unknown', reported: 'MEDITATING' },
    ],
  ])('%s', (_, facts, expected) => {
    expect(judgeMesh(facts)).toEqual(expected);
  });
});

describe('severities', () => {
  it.each([
    ['ERROR', 'error'],
    ['WARNING', 'warning'],
    ['INFO', 'info'],
    ['SEVERITY_UNSPECIFIED', 'unknown'],
    [undefined, 'unknown'],
  ])('%s is %s', (word, severity) => {
    expect(judgeSeverity(word)).toBe(severity);
  });

  it('counts errors and warnings', () => {
    expect(
      countSeverities([
        { severity: 'error' },
        { severity: 'warning' },
        { severity: 'error' },
        { severity: 'info' },
        { severity: 'unknown' },
      ]),
    ).toEqual({ errorCount: 2, warningCount: 1 });
  });
});

describe('judgePolicyController', () => {
  it.each([
    ['ACTIVE', 'active'],
    ['INSTALLING', 'installing'],
    ['UPDATING', 'updating'],
    ['DECOMMISSIONING', 'decommissioning'],
    ['CLUSTER_ERROR', 'cluster-error'],
    ['HUB_ERROR', 'hub-error'],
    ['SUSPENDED', 'suspended'],
    ['DETACHED', 'detached'],
    ['NOT_INSTALLED', 'not-installed'],
    ['LIFECYCLE_STATE_UNSPECIFIED', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s is %s', (word, state) => {
    expect(judgePolicyController(word)).toEqual({ state, reported: word });
  });

  it('reports nothing of nothing', () => {
    expect(judgePolicyController(undefined)).toEqual({ state: 'unknown' });
  });
});

describe('normalizeErrorCode', () => {
  it.each([
    ['1021', 'KNV1021'],
    ['KNV1021', 'KNV1021'],
    ['KNV 1021', 'KNV1021'],
    ['knv1021', 'KNV1021'],
    [' 2009 ', 'KNV2009'],
    ['ACM-7', 'ACM-7'],
    ['10211', '10211'],
    ['x'.repeat(100), 'x'.repeat(64)],
    ['  ', undefined],
  ])('%s is %s', (code, expected) => {
    expect(normalizeErrorCode(code)).toBe(expected);
  });
});

describe('errorCodeInMessage', () => {
  it.each([
    ['KNV2009: failed to apply', 'KNV2009'],
    ['KNV 1021: no CRD', 'KNV1021'],
    ['see KNV2009', undefined],
    ['KNV20091', undefined],
    ['', undefined],
  ])('%s', (message, expected) => {
    expect(errorCodeInMessage(message)).toBe(expected);
  });
});
