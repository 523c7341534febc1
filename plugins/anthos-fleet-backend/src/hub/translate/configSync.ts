import {
  errorCodeInMessage,
  hasOperator,
  judgeConfigOrigin,
  judgeConfigSync,
  normalizeErrorCode,
  type ConfigSync,
  type ConfigSyncFacts,
  type ObservedConfigSync,
  type SyncError,
  type SyncErrorResource,
} from 'backstage-plugin-anthos-fleet-common';
import {
  asList,
  asObject,
  asText,
  asTime,
  asWord,
  compact,
  field,
  lengthOf,
} from '../../google/json';
import { cleanMessage, withoutCredentials } from '../../google/text';
import { describeState, stateCode, type FeatureMember } from './features';

/** Google reports at most 100 errors of a kind; there are three kinds. */
const MAX_ERRORS = 300;
const MAX_RESOURCES = 20;
const MAX_MESSAGE = 4096;
const MAX_PATH = 1024;
const MAX_COMMIT = 128;
const NO_MESSAGE = 'Google gives no message for this error.';

/** Config Sync of a cluster that the fleet does not manage it on. */
const NOT_MANAGED: ObservedConfigSync = {
  summary: {
    ...judgeConfigSync({
      specified: false,
      observed: false,
      described: false,
      applied: false,
    }),
    errorCount: 0,
  },
  errors: [],
};

/** Config Sync of a cluster for which it was never read. */
const NEVER_READ: ObservedConfigSync = {
  summary: { state: 'unknown', errorCount: 0 },
  errors: [],
};

/** Config Sync of clusters of which no reading says anything. */
export const configSyncDefaults = {
  notManaged: NOT_MANAGED,
  neverRead: NEVER_READ,
};

/**
 * Translates what the fleet says of Config Sync on one cluster.
 *
 * @returns undefined when the fleet does not manage it there
 */
export function translateConfigSync(
  member: FeatureMember,
): ObservedConfigSync | undefined {
  const facts = readFacts(member);
  if (!facts.specified && !facts.observed) {
    return undefined;
  }
  const block = field(member.state, 'configmanagement');
  const installation = field(block, 'configSyncState');
  const errorLists = [
    facts.described ? field(block, 'operatorState', 'errors') : undefined,
    ...(hasOperator(facts)
      ? [
          field(installation, 'errors'),
          field(installation, 'syncState', 'errors'),
        ]
      : []),
  ];
  return {
    summary: summarize(member, facts, errorLists),
    errors: errorLists
      .flatMap(list => asList(list, MAX_ERRORS))
      .slice(0, MAX_ERRORS)
      .map(translateError),
  };
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function readFacts({ spec, state }: FeatureMember): ConfigSyncFacts {
  const block = field(state, 'configmanagement');
  const installation = asObject(field(block, 'configSyncState'));
  const sync = field(installation, 'syncState');
  return {
    specified: isPresent(field(spec, 'configmanagement')),
    observed: state !== undefined,
    stateCode: stateCode(state),
    described: isPresent(block),
    operator: asWord(field(block, 'operatorState', 'deploymentState')),
    applied: isPresent(field(block, 'membershipSpec')),
    installation: installation && {
      state: asWord(field(installation, 'state')),
      stopSyncing: asWord(field(installation, 'clusterLevelStopSyncingState')),
      sync: isPresent(sync) ? { code: asWord(field(sync, 'code')) } : undefined,
    },
  };
}

function summarize(
  { spec, state }: FeatureMember,
  facts: ConfigSyncFacts,
  errorLists: unknown[],
): ConfigSync {
  const block = field(state, 'configmanagement');
  const sync = field(block, 'configSyncState', 'syncState');
  // What is in force on the cluster says more than what it was told.
  const applied = facts.applied
    ? field(block, 'membershipSpec')
    : field(spec, 'configmanagement');
  const counts =
    hasOperator(facts) &&
    facts.installation?.state === 'CONFIG_SYNC_INSTALLED' &&
    (facts.applied || !facts.specified);
  const origin = asWord(field(spec, 'origin', 'type'));
  const management = asWord(field(applied, 'management'));
  return compact<ConfigSync>({
    ...judgeConfigSync(facts),
    description: describeState(state),
    commit: counts ? asText(field(sync, 'syncToken'), MAX_COMMIT) : undefined,
    sourceCommit: counts
      ? asText(field(sync, 'sourceToken'), MAX_COMMIT)
      : undefined,
    lastSyncedAt: counts ? asTime(field(sync, 'lastSyncTime')) : undefined,
    errorCount: errorLists.map(lengthOf).reduce((sum, length) => sum + length),
    ...readSource(field(applied, 'configSync')),
    version:
      asText(field(block, 'operatorState', 'version'), 64) ??
      asText(field(applied, 'version'), 64),
    automaticUpgrades: isPresent(applied)
      ? management === 'MANAGEMENT_AUTOMATIC'
      : undefined,
    origin: origin ? judgeConfigOrigin(origin) : undefined,
  });
}

function readSource(
  configSync: unknown,
): Pick<ConfigSync, 'repository' | 'revision' | 'directory'> {
  const git = asObject(field(configSync, 'git'));
  const source = git ?? asObject(field(configSync, 'oci'));
  const repository = asText(field(source, 'syncRepo'), MAX_PATH);
  const revision = asText(field(source, 'syncRev'));
  return {
    repository: repository
      ? withoutCredentials(repository) || undefined
      : undefined,
    revision:
      revision && revision !== 'HEAD'
        ? revision
        : asText(field(source, 'syncBranch')),
    directory: asText(field(source, 'policyDir'), MAX_PATH),
  };
}

function translateError(raw: unknown): SyncError {
  const text = field(raw, 'errorMessage');
  const message =
    typeof text === 'string' ? cleanMessage(text, MAX_MESSAGE) : '';
  const code = asWord(field(raw, 'code'));
  const resources = asList(field(raw, 'errorResources'), MAX_RESOURCES)
    .map(translateResource)
    .filter(resource => Object.keys(resource).length > 0);
  return compact<SyncError>({
    code: (code && normalizeErrorCode(code)) ?? errorCodeInMessage(message),
    message: message || NO_MESSAGE,
    resources: resources.length > 0 ? resources : undefined,
  });
}

function translateResource(raw: unknown): SyncErrorResource {
  const gvk = field(raw, 'resourceGvk');
  return compact<SyncErrorResource>({
    sourcePath: asText(field(raw, 'sourcePath'), MAX_PATH),
    name: asText(field(raw, 'resourceName')),
    namespace: asText(field(raw, 'resourceNamespace')),
    group: asText(field(gvk, 'group')),
    version: asText(field(gvk, 'version')),
    kind: asText(field(gvk, 'kind')),
  });
}
