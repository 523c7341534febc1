import type { RefusedBy } from 'backstage-plugin-anthos-fleet-common';
import { parseRetryAfter } from '../../google/backoff';
import type { HttpFailure } from '../../google/problems';
import { SETTING, type Attempt } from './attempt';
import { classifyRights } from './classifyRights';
import { GatewayProblem } from './GatewayProblem';
import { readRefusal, retryAfterOf, said, type Refusal } from './refusal';

const LONGEST_RETRY_AFTER_MS = 10 * 60_000;

/** Says what an answer other than 2xx means, and who gave it. */
export function classifyFailure(
  failure: HttpFailure,
  attempt: Attempt,
): GatewayProblem {
  const refusal = readRefusal(failure);
  const rights = classifyRights(refusal, attempt);
  if (rights) {
    return rights;
  }
  switch (refusal.status) {
    case 404:
      return notFound(refusal, attempt);
    case 410:
      return new GatewayProblem(
        'invalid',
        `The cluster gave up a list before it was read to its end${said(
          refusal,
        )}`,
        { refusedBy: speakerOf(refusal), expired: true },
      );
    case 429:
      return rateLimited(failure, refusal, attempt);
    default:
      return refusal.status >= 500
        ? failed(refusal, attempt)
        : notUnderstood(refusal, attempt);
  }
}

function speakerOf({ speaker }: Refusal): RefusedBy {
  return speaker === 'kubernetes' ? 'api-server' : 'gateway';
}

function notFound(refusal: Refusal, attempt: Attempt): GatewayProblem {
  const { reader, host } = attempt;
  if (refusal.speaker === 'kubernetes') {
    return new GatewayProblem(
      'not-found',
      `The cluster does not have what was asked for${said(refusal)}`,
      {
        refusedBy: 'api-server',
        // Only of a kind that it knows, a cluster can say that an object is not there.
        ...(refusal.object && refusal.reason === 'NotFound'
          ? { objectMissing: true }
          : { kindMissing: true }),
      },
    );
  }
  return new GatewayProblem(
    'not-found',
    refusal.speaker === 'google'
      ? `${host} does not know the cluster ${reader.location}/${
          reader.name
        }${said(refusal)}`
      : `${host} has no page at the cluster's address${said(refusal)}`,
    {
      refusedBy: 'gateway',
      remedy: `See whether the cluster is still registered in project ${reader.project}, and whether ${SETTING} is the address of the Connect Gateway for ${reader.location}`,
    },
  );
}

function rateLimited(
  failure: HttpFailure,
  refusal: Refusal,
  { host }: Attempt,
): GatewayProblem {
  const header = parseRetryAfter(
    failure.headers.get('retry-after'),
    new Date(),
  );
  if (refusal.speaker === 'kubernetes') {
    return new GatewayProblem(
      'rate-limited',
      `The cluster's API server asks for fewer requests${said(refusal)}`,
      {
        refusedBy: 'api-server',
        remedy:
          'It is read again with the next sweep; if it stays, look at what else loads the API server',
      },
    );
  }
  const retryAfterMs = header ?? retryAfterOf(failure);
  return new GatewayProblem(
    'rate-limited',
    `${host} asks for fewer requests${said(refusal)}`,
    {
      refusedBy: 'gateway',
      ...(retryAfterMs !== undefined && {
        retryAfterMs: Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS),
      }),
      remedy:
        "People and portal share the fleet's quota of requests a minute: lower anthosFleet.sweep.requestsPerMinute, or raise the quota of the Connect Gateway API",
    },
  );
}

function failed(refusal: Refusal, attempt: Attempt): GatewayProblem {
  const { host, reader } = attempt;
  if (refusal.speaker === 'kubernetes') {
    return new GatewayProblem(
      refusal.reason === 'Timeout' ? 'timeout' : 'unreachable',
      `The cluster's API server fails with HTTP ${refusal.status}${said(
        refusal,
      )}`,
      {
        refusedBy: 'api-server',
        remedy:
          "It is read again with the next sweep; if it stays, look at the cluster's API server and at what serves its extension APIs",
      },
    );
  }
  if (isOfAgent(refusal, attempt)) {
    return new GatewayProblem(
      'unreachable',
      `The gateway does not reach the cluster's Connect agent (HTTP ${
        refusal.status
      })${said(refusal)}`,
      {
        refusedBy: 'agent',
        remedy: `See whether the agent runs (kubectl get pods --namespace gke-connect on the cluster ${reader.name}) and reaches gkeconnect.googleapis.com`,
      },
    );
  }
  return new GatewayProblem(
    'unreachable',
    `${host} fails with HTTP ${refusal.status}${said(refusal)}`,
    { refusedBy: 'gateway', remedy: 'It is read again with the next sweep' },
  );
}

/** The words that are used when an agent does not answer are not documented. */
function isOfAgent(
  { status, message, reason }: Refusal,
  { reader, ofGateway }: Attempt,
): boolean {
  if (reader.direct || ofGateway) {
    return false;
  }
  return (
    /\bagents?\b|\btunnel|gke-?connect\b|(un)?reach(able)? the cluster|dial(er|ing)?\b|no (active )?connection/i.test(
      message,
    ) ||
    status === 502 ||
    status === 504 ||
    reason === 'DEADLINE_EXCEEDED'
  );
}

function notUnderstood(refusal: Refusal, { host }: Attempt): GatewayProblem {
  return new GatewayProblem(
    'invalid',
    refusal.speaker === 'kubernetes'
      ? `The cluster does not understand the request (HTTP ${
          refusal.status
        })${said(refusal)}`
      : `${host} answers with HTTP ${refusal.status}${said(refusal)}`,
    {
      refusedBy: speakerOf(refusal),
      ...(refusal.speaker !== 'kubernetes' && {
        remedy: `See whether ${SETTING} is the address of the Connect Gateway`,
      }),
    },
  );
}

/**
 * Whether the same request may well succeed in a moment. Not where the quota of the whole fleet is
 * used up, and not where an agent is away: each try would cost everybody.
 */
export function isPassing(failure: HttpFailure, attempt: Attempt): boolean {
  const refusal = readRefusal(failure);
  switch (failure.status) {
    case 429:
      return refusal.speaker === 'kubernetes';
    case 503:
      return !isOfAgent(refusal, attempt);
    default:
      return false;
  }
}
