import type {
  ConfigSyncErrorFacts,
  ErrorResourceFacts,
  ErrorSummaryFacts,
  PackageSyncFacts,
  PackageSyncKey,
  PackageSyncSpecFacts,
  PackageSyncStatusFacts,
  SyncConditionFacts,
  SyncStageFacts,
} from 'backstage-plugin-anthos-fleet-common';
import { asList, asText, asTime, compact, field } from '../../google/json';
import { cleanMessage } from '../../google/text';
import { countAt, listAt, objectAt, textAt } from './strict';
import { Unreadable } from './Unreadable';

const MAX_ERRORS = 500;
const MAX_COUNTED = 100_000;
const MAX_CONDITIONS = 50;
const MAX_REFS = 10;
const MAX_RESOURCES = 20;
const MAX_MESSAGE = 4096;
const MAX_ADDRESS = 1024;
const MAX_COMMIT = 128;
/** Conditions that decide the state of a sync. */
const DECISIVE = ['Stalled', 'Reconciling', 'Syncing'];
/** Stands for an error that is counted and not shown. */
const COUNTED: ConfigSyncErrorFacts = {};

/**
 * Takes out of a RootSync or RepoSync what its state is judged by.
 *
 * @throws Unreadable when what decides the state is not what the API says it is
 */
export function readPackageSyncFacts(
  raw: unknown,
  key: PackageSyncKey,
): PackageSyncFacts {
  return compact<PackageSyncFacts>({
    ...key,
    generation: countAt(raw, 'metadata.generation'),
    deleting: asText(field(raw, 'metadata', 'deletionTimestamp'))
      ? true
      : undefined,
    spec: readSpec(objectAt(raw, 'spec')),
    status: readStatus(raw),
  });
}

function readSpec(spec: unknown): PackageSyncSpecFacts {
  const text = (source: string, key: string, maxLength?: number) =>
    asText(field(spec, source, key), maxLength);
  const address = (source: string, key: string) =>
    text(source, key, MAX_ADDRESS);
  return compact<PackageSyncSpecFacts>({
    sourceType: asText(field(spec, 'sourceType'), 64),
    git: compact({
      repo: address('git', 'repo'),
      branch: text('git', 'branch'),
      revision: text('git', 'revision'),
      dir: address('git', 'dir'),
    }),
    oci: compact({
      image: address('oci', 'image'),
      dir: address('oci', 'dir'),
    }),
    helm: compact({
      repo: address('helm', 'repo'),
      chart: text('helm', 'chart'),
      version: text('helm', 'version'),
    }),
    statusMode: asText(field(spec, 'override', 'statusMode'), 64),
  });
}

function readStatus(raw: unknown): PackageSyncStatusFacts | undefined {
  const status = objectAt(raw, 'status');
  return (
    status &&
    compact<PackageSyncStatusFacts>({
      observedGeneration: countAt(status, 'observedGeneration'),
      lastSyncedCommit: asText(field(status, 'lastSyncedCommit'), MAX_COMMIT),
      source: readStage(status, 'source'),
      rendering: readStage(status, 'rendering'),
      sync: readStage(status, 'sync'),
      conditions: listAt(status, 'conditions')
        ?.slice(0, MAX_CONDITIONS)
        .map(readCondition),
    })
  );
}

function readStage(status: unknown, name: string): SyncStageFacts | undefined {
  const stage = objectAt(status, name);
  return (
    stage &&
    compact<SyncStageFacts>({
      commit: textAt(stage, 'commit', MAX_COMMIT),
      message: asText(field(stage, 'message'), MAX_MESSAGE),
      lastUpdate: asTime(field(stage, 'lastUpdate')),
      errors: readErrors(stage),
      errorSummary: readSummary(stage),
    })
  );
}

function readCondition(raw: unknown): SyncConditionFacts {
  const type = textAt(raw, 'type');
  const status = textAt(raw, 'status', 64);
  if (!type) {
    throw new Unreadable('status.conditions');
  }
  if (DECISIVE.includes(type) && status !== 'True' && status !== 'False') {
    throw new Unreadable(`status of the condition ${type}`);
  }
  return compact<SyncConditionFacts>({
    type,
    status,
    reason: asText(field(raw, 'reason')),
    message: messageOf(field(raw, 'message')),
    commit: asText(field(raw, 'commit'), MAX_COMMIT),
    errors: readErrors(raw),
    errorSourceRefs: listAt(raw, 'errorSourceRefs')
      ?.slice(0, MAX_REFS)
      .map(ref => asText(ref) ?? ''),
    errorSummary: readSummary(raw),
  });
}

function readSummary(raw: unknown): ErrorSummaryFacts | undefined {
  const summary = objectAt(raw, 'errorSummary');
  return (
    summary &&
    compact<ErrorSummaryFacts>({
      totalCount: countAt(summary, 'totalCount'),
      truncated: field(summary, 'truncated') === true || undefined,
      errorCountAfterTruncation: countAt(summary, 'errorCountAfterTruncation'),
    })
  );
}

/** As many errors as there are, of which those that nobody will see are not read. */
function readErrors(raw: unknown): ConfigSyncErrorFacts[] | undefined {
  return listAt(raw, 'errors')
    ?.slice(0, MAX_COUNTED)
    .map((error, index) => (index < MAX_ERRORS ? readError(error) : COUNTED));
}

function readError(raw: unknown): ConfigSyncErrorFacts {
  return compact<ConfigSyncErrorFacts>({
    code: asText(field(raw, 'code'), 64),
    errorMessage: messageOf(field(raw, 'errorMessage')),
    errorResources: asList(field(raw, 'errorResources'), MAX_RESOURCES).map(
      readResource,
    ),
  });
}

function readResource(raw: unknown): ErrorResourceFacts {
  const gvk = field(raw, 'gvk');
  return compact<ErrorResourceFacts>({
    sourcePath: asText(field(raw, 'sourcePath'), MAX_ADDRESS),
    name: asText(field(raw, 'name')),
    namespace: asText(field(raw, 'namespace')),
    gvk: compact({
      group: asText(field(gvk, 'group')),
      version: asText(field(gvk, 'version')),
      kind: asText(field(gvk, 'kind')),
    }),
  });
}

function messageOf(value: unknown): string | undefined {
  return typeof value === 'string'
    ? cleanMessage(value, MAX_MESSAGE) || undefined
    : undefined;
}
