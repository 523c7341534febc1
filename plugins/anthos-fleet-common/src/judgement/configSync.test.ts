import {
  hasOperator,
  judgeConfigOrigin,
  judgeConfigSync,
  type ConfigSyncFacts,
} from './configSync';

const nothing: ConfigSyncFacts = {
  specified: false,
  observed: false,
  described: false,
  applied: false,
};
const running: ConfigSyncFacts = {
  specified: true,
  observed: true,
  described: true,
  applied: true,
  stateCode: 'OK',
  operator: 'INSTALLED',
};
const installed = (sync?: string): ConfigSyncFacts => ({
  ...running,
  installation: {
    state: 'CONFIG_SYNC_INSTALLED',
    sync: { code: sync },
  },
});

describe('judgeConfigSync', () => {
  it.each<[name: string, facts: ConfigSyncFacts, state: string, word: string]>([
    ['neither told nor reported', nothing, 'not-installed', 'NA'],
    ['told only', { ...nothing, specified: true }, 'pending', 'PENDING'],
    [
      'an entry without a code',
      { ...running, stateCode: undefined },
      'unknown',
      'CODE_UNSPECIFIED',
    ],
    [
      'an entry with an unknown code',
      { ...installed('SYNCED'), stateCode: 'GREAT' },
      'unknown',
      'CODE_UNSPECIFIED',
    ],
    [
      'an entry that does not describe Config Sync',
      { ...running, described: false },
      'not-installed',
      'NOT_INSTALLED',
    ],
    [
      'the same in error',
      { ...running, described: false, stateCode: 'ERROR' },
      'not-installed',
      'NOT_INSTALLED',
    ],
    [
      'no operator',
      { ...installed('SYNCED'), operator: undefined },
      'unknown',
      'OPERATOR_STATE_UNSPECIFIED',
    ],
    [
      'an operator in an unknown state',
      { ...installed('SYNCED'), operator: 'LEVITATING' },
      'unknown',
      'OPERATOR_STATE_UNSPECIFIED',
    ],
    [
      'no operator, ERROR',
      { ...installed('SYNCED'), operator: undefined, stateCode: 'ERROR' },
      'error',
      'ERROR',
    ],
    [
      'no operator, WARNING',
      { ...installed('SYNCED'), operator: undefined, stateCode: 'WARNING' },
      'unknown',
      'WARNING',
    ],
    [
      'no operator, CODE_UNSPECIFIED',
      { ...running, operator: undefined, stateCode: 'CODE_UNSPECIFIED' },
      'unknown',
      'CODE_UNSPECIFIED',
    ],
    ['no installation', running, 'unknown', 'NA'],
    [
      'no installation yet',
      { ...running, applied: false },
      'pending',
      'PENDING',
    ],
    [
      'stopped',
      {
        ...running,
        installation: {
          state: 'CONFIG_SYNC_INSTALLED',
          stopSyncing: 'STOPPED',
          sync: { code: 'SYNCED' },
        },
      },
      'stalled',
      'STOPPED',
    ],
    [
      'stopping',
      {
        ...running,
        installation: {
          state: 'CONFIG_SYNC_INSTALLED',
          stopSyncing: 'PENDING',
          sync: { code: 'SYNCED' },
        },
      },
      'pending',
      'PENDING',
    ],
    [
      'not stopped',
      {
        ...running,
        installation: {
          state: 'CONFIG_SYNC_INSTALLED',
          stopSyncing: 'NOT_STOPPED',
          sync: { code: 'SYNCED' },
        },
      },
      'synced',
      'SYNCED',
    ],
    [
      'installation pending',
      { ...running, installation: { state: 'CONFIG_SYNC_PENDING' } },
      'pending',
      'PENDING',
    ],
    [
      'installation in error',
      {
        ...running,
        installation: {
          state: 'CONFIG_SYNC_ERROR',
          sync: { code: 'SYNCED' },
        },
      },
      'error',
      'ERROR',
    ],
    [
      'not installed',
      { ...running, installation: { state: 'CONFIG_SYNC_NOT_INSTALLED' } },
      'not-installed',
      'NOT_INSTALLED',
    ],
    [
      'installation unspecified',
      { ...running, installation: { state: 'STATE_UNSPECIFIED' } },
      'unknown',
      'UNSPECIFIED',
    ],
    [
      'installation without a state',
      { ...running, installation: { sync: { code: 'SYNCED' } } },
      'unknown',
      'UNSPECIFIED',
    ],
    [
      'installation in an unknown state, even one that is called SYNCED',
      { ...running, installation: { state: 'SYNCED' } },
      'unknown',
      'SYNCED',
    ],
    [
      'installed, without a sync',
      { ...running, installation: { state: 'CONFIG_SYNC_INSTALLED' } },
      'unknown',
      'INSTALLED',
    ],
    ['synced', installed('SYNCED'), 'synced', 'SYNCED'],
    [
      'synced beside a state in error, as gcloud shows it',
      { ...installed('SYNCED'), stateCode: 'ERROR' },
      'synced',
      'SYNCED',
    ],
    [
      'synced, with an operator of unspecified state',
      { ...installed('SYNCED'), operator: 'DEPLOYMENT_STATE_UNSPECIFIED' },
      'synced',
      'SYNCED',
    ],
    ['pending', installed('PENDING'), 'pending', 'PENDING'],
    ['error', installed('ERROR'), 'error', 'ERROR'],
    [
      'not configured',
      installed('NOT_CONFIGURED'),
      'not-configured',
      'NOT_CONFIGURED',
    ],
    [
      'not installed on the cluster',
      installed('NOT_INSTALLED'),
      'not-installed',
      'NOT_INSTALLED',
    ],
    ['unauthorized', installed('UNAUTHORIZED'), 'unknown', 'UNAUTHORIZED'],
    ['unreachable', installed('UNREACHABLE'), 'unknown', 'UNREACHABLE'],
    [
      'unspecified sync',
      installed('SYNC_CODE_UNSPECIFIED'),
      'unknown',
      'SYNC_CODE_UNSPECIFIED',
    ],
    [
      'sync without a code',
      installed(undefined),
      'unknown',
      'SYNC_CODE_UNSPECIFIED',
    ],
    ['a sync code of the future', installed('DREAMING'), 'unknown', 'DREAMING'],
    [
      'a sync code that is a word of ours',
      installed('STOPPED'),
      'unknown',
      'STOPPED',
    ],
  ])('%s', (_, facts, state, reported) => {
    expect(judgeConfigSync(facts)).toEqual({ state, reported });
  });
});

describe('hasOperator', () => {
  it.each<[ConfigSyncFacts, boolean]>([
    [running, true],
    [nothing, false],
    [{ ...running, stateCode: 'NEW' }, false],
    [{ ...running, described: false }, false],
    [{ ...running, operator: 'NEW' }, false],
  ])('%j', (facts, expected) => {
    expect(hasOperator(facts)).toBe(expected);
  });
});

describe('judgeConfigOrigin', () => {
  it.each([
    ['FLEET', 'fleet-default'],
    ['FLEET_OUT_OF_SYNC', 'differs-from-fleet-default'],
    ['USER', 'own'],
    ['TYPE_UNSPECIFIED', 'unknown'],
    ['NEWS', 'unknown'],
  ])('%s is %s', (word, origin) => {
    expect(judgeConfigOrigin(word)).toBe(origin);
  });
});
