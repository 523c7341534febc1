import { emptyFeature, membership } from './fleet';

const CODES = [undefined, 'CODE_UNSPECIFIED', 'OK', 'WARNING', 'ERROR', 'NEW'];
const OPERATORS = [
  undefined,
  'DEPLOYMENT_STATE_UNSPECIFIED',
  'NOT_INSTALLED',
  'INSTALLED',
  'ERROR',
  'PENDING',
  'NEW',
];
const INSTALLATIONS = [
  'STATE_UNSPECIFIED',
  'CONFIG_SYNC_NOT_INSTALLED',
  'CONFIG_SYNC_INSTALLED',
  'CONFIG_SYNC_ERROR',
  'CONFIG_SYNC_PENDING',
];
const STOPS = [
  undefined,
  'STOP_SYNCING_STATE_UNSPECIFIED',
  'NOT_STOPPED',
  'PENDING',
  'STOPPED',
  'NEW',
];
const SYNCS = [
  undefined,
  'SYNC_CODE_UNSPECIFIED',
  'SYNCED',
  'PENDING',
  'ERROR',
  'NOT_CONFIGURED',
  'NOT_INSTALLED',
  'UNAUTHORIZED',
  'UNREACHABLE',
];

const SPEC = { version: '1.22.0', configSync: { enabled: true } };

/** Every state of Config Sync on which Google's own client does not give up. */
function* states(): Generator<object> {
  for (const code of CODES) {
    yield { state: { code } };
    for (const operator of OPERATORS) {
      for (const syncState of SYNCS) {
        yield block(code, operator, { state: INSTALLATIONS[2] }, syncState);
      }
    }
    for (const installation of INSTALLATIONS) {
      for (const stop of STOPS) {
        const configSyncState = {
          state: installation,
          clusterLevelStopSyncingState: stop,
        };
        yield block(code, 'INSTALLED', configSyncState, 'SYNCED');
        yield block(code, undefined, configSyncState, 'SYNCED');
        yield block(code, 'INSTALLED', configSyncState, 'SYNCED', null);
      }
    }
  }
  yield {};
}

function block(
  code: string | undefined,
  deploymentState: string | undefined,
  configSyncState: object,
  sync: string | undefined,
  membershipSpec: object | null = SPEC,
) {
  return {
    state: { code },
    configmanagement: {
      membershipSpec,
      operatorState: { deploymentState },
      configSyncState: {
        ...configSyncState,
        ...(sync
          ? { syncState: { code: sync, syncToken: '2945500b7f8a' } }
          : {}),
      },
    },
  };
}

/** A fleet with a cluster for every state, told to run Config Sync or not. */
export function allStates(): Record<string, object> {
  const resources = [membership('nothing'), membership('told')];
  const keyOf = (name: string) =>
    membership(name).name.replace(/^projects\/[^/]+/, 'projects/1');
  const membershipSpecs: Record<string, object> = {
    [keyOf('told')]: { configmanagement: SPEC },
  };
  const membershipStates: Record<string, object> = {};
  let count = 0;
  for (const state of states()) {
    for (const told of [true, false]) {
      const name = `c${count++}`;
      resources.push(membership(name));
      membershipStates[keyOf(name)] = state;
      if (told) {
        membershipSpecs[keyOf(name)] = { configmanagement: SPEC };
      }
    }
  }
  return {
    memberships: { resources },
    configmanagement: {
      ...emptyFeature('configmanagement'),
      membershipSpecs,
      membershipStates,
    },
    servicemesh: emptyFeature('servicemesh'),
    policycontroller: emptyFeature('policycontroller'),
  };
}
