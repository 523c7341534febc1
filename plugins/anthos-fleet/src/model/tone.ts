import type {
  Age,
  ConnectionState,
  Enforcement,
  MeshState,
  ObjectStatus,
  Outcome,
  PolicyControllerState,
  QuotaLevel,
  RolloutState,
  Severity,
  StepState,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';

/**
 * The five ways in which a state can feel. What is not known is `unknown`, and never `good`.
 */
export type Tone = 'good' | 'moving' | 'attention' | 'broken' | 'unknown';

/** Tones from the one that needs people most to the one that needs them least. */
export const TONES: readonly Tone[] = [
  'broken',
  'attention',
  'unknown',
  'moving',
  'good',
];

const SYNC: Record<SyncState, Tone> = {
  synced: 'good',
  pending: 'moving',
  reconciling: 'moving',
  stalled: 'broken',
  error: 'broken',
  'not-installed': 'unknown',
  'not-configured': 'unknown',
  unknown: 'unknown',
};

const ROLLOUT: Record<RolloutState, Tone> = {
  same: 'good',
  'rolling-out': 'moving',
  'held-back': 'broken',
  unknown: 'unknown',
};

const CONNECTION: Record<ConnectionState, Tone> = {
  direct: 'good',
  connected: 'good',
  disconnected: 'attention',
  unknown: 'unknown',
};

const MESH: Record<MeshState, Tone> = {
  active: 'good',
  provisioning: 'moving',
  deprovisioning: 'moving',
  'needs-attention': 'attention',
  degraded: 'attention',
  failed: 'broken',
  'not-managed': 'unknown',
  unknown: 'unknown',
};

const POLICY: Record<PolicyControllerState, Tone> = {
  active: 'good',
  installing: 'moving',
  updating: 'moving',
  decommissioning: 'moving',
  'cluster-error': 'broken',
  'hub-error': 'broken',
  suspended: 'attention',
  detached: 'attention',
  'not-installed': 'unknown',
  unknown: 'unknown',
};

const SEVERITY: Record<Severity, Tone> = {
  error: 'broken',
  warning: 'attention',
  info: 'good',
  unknown: 'unknown',
};

const AGE: Record<Age, Tone> = {
  fresh: 'good',
  stale: 'attention',
  never: 'unknown',
};

const OBJECT: Record<ObjectStatus, Tone> = {
  current: 'good',
  'in-progress': 'moving',
  terminating: 'moving',
  failed: 'broken',
  conflict: 'broken',
  'not-found': 'attention',
  unknown: 'unknown',
};

const STEP: Record<StepState, Tone> = {
  done: 'good',
  running: 'moving',
  failed: 'broken',
  waiting: 'unknown',
  skipped: 'unknown',
  unknown: 'unknown',
};

const ENFORCEMENT: Record<Enforcement, Tone> = {
  deny: 'broken',
  warn: 'attention',
  scoped: 'attention',
  dryrun: 'attention',
  unknown: 'unknown',
};

const QUOTA: Record<QuotaLevel, Tone> = {
  ok: 'good',
  'near-full': 'attention',
  full: 'broken',
  unknown: 'unknown',
};

const READY: Record<'true' | 'false' | 'unknown', Tone> = {
  true: 'good',
  false: 'broken',
  unknown: 'unknown',
};

/**
 * Looks a state up. A back end that is newer than this front end may send a state that has no tone
 * yet: it is `unknown`.
 */
function toneIn<T extends string>(tones: Record<T, Tone>, state: T): Tone {
  return Object.hasOwn(tones, state) ? tones[state] : 'unknown';
}

export const toneOfSync = (state: SyncState) => toneIn(SYNC, state);
export const toneOfRollout = (state: RolloutState) => toneIn(ROLLOUT, state);
export const toneOfConnection = (state: ConnectionState) =>
  toneIn(CONNECTION, state);
export const toneOfMesh = (state: MeshState) => toneIn(MESH, state);
export const toneOfPolicy = (state: PolicyControllerState) =>
  toneIn(POLICY, state);
export const toneOfSeverity = (severity: Severity) =>
  toneIn(SEVERITY, severity);
export const toneOfAge = (age: Age) => toneIn(AGE, age);

export const toneOfObject = (status: ObjectStatus) => toneIn(OBJECT, status);
export const toneOfStep = (state: StepState) => toneIn(STEP, state);
export const toneOfEnforcement = (enforcement: Enforcement) =>
  toneIn(ENFORCEMENT, enforcement);
export const toneOfQuota = (level: QuotaLevel) => toneIn(QUOTA, level);
export const toneOfReady = (ready: 'true' | 'false' | 'unknown') =>
  toneIn(READY, ready);

/** The tone of a state that was true long ago: good or moving then is not known to be so now. */
export const fade = (tone: Tone): Tone =>
  tone === 'good' || tone === 'moving' ? 'unknown' : tone;

/** The tone of a read: one that failed is worth attention, whatever the reason. */
export const toneOfOutcome = (outcome: Outcome): Tone =>
  outcome === 'ok' ? 'good' : 'attention';

/** The tone of a part whose state is a word of Google's, as of a policy bundle. */
export function toneOfReportedState(state: string): Tone {
  const word = state.toUpperCase();
  if (/ERROR|FAIL|DEGRADED/.test(word)) {
    return 'broken';
  }
  if (/SUSPENDED|DETACHED|WARN/.test(word)) {
    return 'attention';
  }
  if (/INSTALLING|UPDATING|DECOMMISSIONING|PENDING|PROVISIONING/.test(word)) {
    return 'moving';
  }
  return word === 'ACTIVE' ? 'good' : 'unknown';
}
