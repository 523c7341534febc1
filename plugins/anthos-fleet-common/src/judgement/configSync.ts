import type { ConfigOrigin, ConfigSync, SyncState } from '../schema/openapi';

/**
 * What the fleet says of Config Sync on one cluster, words as they came.
 *
 * @public
 */
export interface ConfigSyncFacts {
  /** The fleet is told to run Config Sync on the cluster. */
  specified: boolean;
  /** The fleet has an entry for the cluster's state, however little is in it. */
  observed: boolean;
  /** Code of that entry: `OK`, `WARNING`, `ERROR`. */
  stateCode?: string;
  /** The entry describes Config Sync at all. */
  described: boolean;
  /** State of the operator's deployment. */
  operator?: string;
  /** The entry repeats the specification that is in force on the cluster. */
  applied: boolean;
  /** State of the installation; undefined when the entry has no such part. */
  installation?: {
    state?: string;
    /** Whether syncing was stopped on the whole cluster. */
    stopSyncing?: string;
    /** Undefined when the entry has no such part. */
    sync?: { code?: string };
  };
}

const STATE_CODES = ['CODE_UNSPECIFIED', 'OK', 'WARNING', 'ERROR'];
const DEPLOYMENT_STATES = [
  'DEPLOYMENT_STATE_UNSPECIFIED',
  'NOT_INSTALLED',
  'INSTALLED',
  'ERROR',
  'PENDING',
];

const SYNC_CODES: ReadonlyMap<string, SyncState> = new Map([
  ['SYNCED', 'synced'],
  ['PENDING', 'pending'],
  ['ERROR', 'error'],
  ['NOT_CONFIGURED', 'not-configured'],
  ['NOT_INSTALLED', 'not-installed'],
]);

type Verdict = Pick<ConfigSync, 'state' | 'reported'>;

const PENDING: Verdict = { state: 'pending', reported: 'PENDING' };
const NOT_MANAGED: Verdict = { state: 'not-installed', reported: 'NA' };

function unknown(reported: string): Verdict {
  return { state: 'unknown', reported };
}

/**
 * Says what state Config Sync is in, by the steps of gcloud's command
 * `container fleet config-management status`, so that both show the same word.
 *
 * @returns the state, and in `reported` gcloud's word. A word that gcloud does not know is kept
 * there too, and is `unknown` whatever it says.
 * @public
 */
export function judgeConfigSync(
  facts: ConfigSyncFacts,
): Pick<ConfigSync, 'state' | 'reported'> {
  if (!facts.observed) {
    return facts.specified ? PENDING : NOT_MANAGED;
  }
  if (!hasCode(facts)) {
    return unknown('CODE_UNSPECIFIED');
  }
  if (!facts.described) {
    return { state: 'not-installed', reported: 'NOT_INSTALLED' };
  }
  if (!hasOperator(facts)) {
    return judgeWithoutOperator(facts.stateCode);
  }
  if (!facts.installation) {
    // The cluster has answered and left out what matters: that is not "not installed".
    return facts.specified && !facts.applied ? PENDING : unknown('NA');
  }
  return judgeInstallation(facts.installation);
}

function judgeWithoutOperator(stateCode: string | undefined): Verdict {
  switch (stateCode) {
    case 'ERROR':
      return { state: 'error', reported: 'ERROR' };
    case 'WARNING':
    case 'CODE_UNSPECIFIED':
      return unknown(stateCode);
    default:
      return unknown('OPERATOR_STATE_UNSPECIFIED');
  }
}

function judgeInstallation({
  state,
  stopSyncing,
  sync,
}: NonNullable<ConfigSyncFacts['installation']>): Verdict {
  if (stopSyncing === 'STOPPED') {
    return { state: 'stalled', reported: 'STOPPED' };
  }
  if (stopSyncing === 'PENDING') {
    return PENDING;
  }
  switch (state) {
    case 'CONFIG_SYNC_PENDING':
      return PENDING;
    case 'CONFIG_SYNC_NOT_INSTALLED':
      return { state: 'not-installed', reported: 'NOT_INSTALLED' };
    case 'CONFIG_SYNC_ERROR':
      return { state: 'error', reported: 'ERROR' };
    case 'CONFIG_SYNC_INSTALLED':
      return sync ? judgeSync(sync.code) : unknown('INSTALLED');
    case undefined:
    case '':
    case 'STATE_UNSPECIFIED':
      return unknown('UNSPECIFIED');
    default:
      return unknown(state);
  }
}

function judgeSync(code: string | undefined): Verdict {
  const reported = code || 'SYNC_CODE_UNSPECIFIED';
  return { state: SYNC_CODES.get(reported) ?? 'unknown', reported };
}

/**
 * Whether the fleet's own summary lets commit, time and errors of the sync count: it speaks of
 * them with a running operator only.
 *
 * @public
 */
export function hasOperator(facts: ConfigSyncFacts): boolean {
  return (
    hasCode(facts) &&
    facts.described &&
    DEPLOYMENT_STATES.includes(facts.operator ?? '')
  );
}

function hasCode({ stateCode }: ConfigSyncFacts): boolean {
  return STATE_CODES.includes(stateCode ?? '');
}

/**
 * Says whether a cluster follows the fleet's default configuration.
 *
 * @public
 */
export function judgeConfigOrigin(word: string): ConfigOrigin {
  switch (word) {
    case 'FLEET':
      return 'fleet-default';
    case 'FLEET_OUT_OF_SYNC':
      return 'differs-from-fleet-default';
    case 'USER':
      return 'own';
    default:
      return 'unknown';
  }
}
