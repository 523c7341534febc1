import type {
  ClusterReader,
  ClusterReaderOptions,
  ClusterReadRequest,
} from '..';
import {
  sendJson,
  type Handler,
} from '../../google/__testUtils__/ScriptedServer';
import { createClusterReader } from '..';

export const PROJECT = 'acme-fleet';
export const NUMBER = '123456789012';
export const TOKEN = 'secret-token';
export const NOW = new Date('2026-09-01T06:12:00Z');
export const BASE = `/v1/projects/${NUMBER}/locations/europe-north1/memberships/dc1`;

/** A reader of clusters behind the gateway that a server of the test plays. */
export function readerOf(
  endpoint: string,
  options: Partial<ClusterReaderOptions> = {},
): ClusterReader {
  return createClusterReader({
    fleet: {
      project: PROJECT,
      hub: { endpoint: 'http://127.0.0.1:1' },
      gateway: { enabled: true, endpoint },
      auth: { accessToken: TOKEN },
    },
    clusterDeadlineMs: 30_000,
    maxResponseBytes: 1024 * 1024,
    retryDelayMs: 1,
    now: () => NOW,
    ...options,
  });
}

/** A request to read one cluster on-premise, with everything. */
export function requestOf(
  request: Partial<Omit<ClusterReadRequest, 'address'>> & {
    address?: Partial<ClusterReadRequest['address']>;
  } = {},
): ClusterReadRequest {
  return {
    inventories: [],
    slowParts: false,
    takeRequest: async () => {},
    ...request,
    address: {
      ref: `${PROJECT}/europe-north1/dc1`,
      fleet: PROJECT,
      location: 'europe-north1',
      name: 'dc1',
      projectNumber: NUMBER,
      direct: false,
      ...request.address,
    },
  };
}

/** What a cluster answers, by path behind its address; `undefined` is a page not found. */
export type ClusterScript = Record<string, unknown>;

/** Plays one cluster: paths that the script does not name are unknown kinds. */
export function clusterOf(script: ClusterScript): Handler {
  return (request, response) => {
    const { pathname } = new URL(request.url, 'http://gateway');
    const path =
      /\/(?:gkeM|m)emberships\/[^/:]+(.*)$/.exec(pathname)?.[1] ?? '';
    const answer = script[path];
    if (answer === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('404 page not found\n');
      return undefined;
    }
    return typeof answer === 'function' ? answer(request, response) : answer;
  };
}

/** A refusal as Kubernetes writes it. */
export function status(
  code: number,
  reason: string,
  message: string,
  details: object = {},
) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    details,
    code,
  };
}

/** Answers with an error. */
export function failing(
  code: number,
  body: unknown,
  headers: Record<string, string> = {},
): Handler {
  return (_, response) => sendJson(response, code, body, headers);
}

/** A list as a cluster writes it. */
export function listOf(
  kind: string,
  apiVersion: string,
  items: unknown[],
  continueToken?: string,
) {
  return {
    kind: `${kind}List`,
    apiVersion,
    metadata: {
      resourceVersion: '4711',
      ...(continueToken && { continue: continueToken }),
    },
    items,
  };
}

export const CONFIG_SYNC = 'configsync.gke.io/v1beta1';
export const ROOT_SYNCS = `/apis/${CONFIG_SYNC}/rootsyncs`;
export const REPO_SYNCS = `/apis/${CONFIG_SYNC}/reposyncs`;

const COMMIT = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

/** A package sync, by default one that is synced. */
export function sync(
  kind: 'RootSync' | 'RepoSync',
  namespace: string,
  name: string,
  {
    spec = {},
    status: reported = syncedStatus(),
    metadata = {},
  }: { spec?: object; status?: unknown; metadata?: object } = {},
) {
  return {
    apiVersion: CONFIG_SYNC,
    kind,
    metadata: { namespace, name, generation: 3, ...metadata },
    spec: {
      sourceType: 'git',
      git: { repo: 'https://github.com/acme/config', branch: 'main' },
      ...spec,
    },
    status: reported,
  };
}

export function syncedStatus() {
  const stage = { commit: COMMIT, lastUpdate: '2026-09-01T06:00:10Z' };
  return {
    observedGeneration: 3,
    lastSyncedCommit: COMMIT,
    source: stage,
    rendering: { ...stage, message: 'Rendering skipped' },
    sync: stage,
    conditions: [
      { type: 'Reconciling', status: 'False' },
      { type: 'Stalled', status: 'False' },
      {
        type: 'Syncing',
        status: 'False',
        reason: 'Sync',
        message: 'Sync Completed',
        commit: COMMIT,
      },
    ],
  };
}

/** A status with errors of the last step. */
export function failedStatus(errors: unknown[], totalCount = errors.length) {
  const good = syncedStatus();
  const errorSummary = {
    totalCount,
    errorCountAfterTruncation: errors.length,
    ...(totalCount > errors.length && { truncated: true }),
  };
  return {
    ...good,
    sync: { ...good.sync, errors, errorSummary },
    conditions: good.conditions.map(condition =>
      condition.type === 'Syncing'
        ? {
            ...condition,
            errorSourceRefs: ['status.sync.errors'],
            errorSummary,
          }
        : condition,
    ),
  };
}

/** An error as Config Sync lists it. */
export function syncError(name: string, text = 'exceeded quota: compute') {
  return {
    code: '2009',
    errorMessage: `KNV2009: failed to apply Deployment.apps, maps/${name}: ${text}\n\nFor more information, see https://g.co/cloud/acm-errors#knv2009`,
    errorResources: [
      {
        sourcePath: `prod/${name}.yaml`,
        name,
        namespace: 'maps',
        gvk: { group: 'apps', version: 'v1', kind: 'Deployment' },
      },
    ],
  };
}
