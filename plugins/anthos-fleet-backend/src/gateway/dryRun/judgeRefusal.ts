import type { DryRunResult } from 'backstage-plugin-anthos-fleet-common';
import { compact } from '../../google/json';
import { findCause, HttpFailure } from '../../google/problems';
import type { GatewayProblem } from '../client/GatewayProblem';
import { readDenial, readRefusal, type Refusal } from '../client/refusal';
import { readWebhookRefusal } from './webhookRefusal';
import type { Promised, Tryable } from './tryable';

export type Judged = Omit<DryRunResult, 'index'>;

const ESCALATION = /attempting to grant RBAC permissions not currently held/;
const MISSING_NAMESPACE = /^namespaces "([^"]{1,63})" not found$/;
/** Some API servers call a field that they do not know a fault of their own. */
const UNKNOWN_FIELD =
  /failed to create typed patch object|field not declared in schema|strict decoding error/;
const REFUSING = [400, 403, 405, 409, 413, 415, 422];

/**
 * Says what the end of a dry run means for the object: that the cluster would not take it, or that
 * it could not be asked.
 */
export function judgeRefusal(
  problem: GatewayProblem,
  tryable: Tryable,
  promised: Promised,
): Judged {
  const failure = findCause(problem, HttpFailure);
  const refusal = failure && readRefusal(failure);
  return refusal?.speaker === 'kubernetes' && isOfTheObject(problem, refusal)
    ? judgeWords(problem, refusal, tryable, promised)
    : notAsked(problem);
}

/** Who may not come to the cluster at all has not been told anything of the object. */
function isOfTheObject(problem: GatewayProblem, { status }: Refusal): boolean {
  return (
    problem.refusedBy !== 'impersonation' &&
    status !== 401 &&
    status !== 429 &&
    status !== 503 &&
    status !== 504
  );
}

/** The cluster could not be asked. */
export function notAsked(problem: GatewayProblem): Judged {
  const { message, remedy, refusedBy } = problem;
  return compact<Judged>({ verdict: 'unknown', message, refusedBy, remedy });
}

function judgeWords(
  problem: GatewayProblem,
  refusal: Refusal,
  tryable: Tryable,
  promised: Promised,
): Judged {
  const { status, message, reason } = refusal;
  const webhook = readWebhookRefusal(message);
  if (webhook) {
    return compact<Judged>({
      verdict: 'refused',
      reason,
      refusedBy: 'api-server',
      ...webhook,
    });
  }
  if (ESCALATION.test(message)) {
    return escalation(message, reason);
  }
  if (status === 403 && readDenial(message)) {
    return { ...notAsked(problem), ...(reason && { reason }) };
  }
  if (status === 404) {
    return missing(refusal, tryable, promised);
  }
  return REFUSING.includes(status) || UNKNOWN_FIELD.test(message)
    ? compact<Judged>({
        verdict: 'refused',
        message: message || problem.message,
        reason,
        refusedBy: 'api-server',
        remedy: remedyFor(refusal),
      })
    : { ...notAsked(problem), ...(reason && { reason }) };
}

/** It says how much the account may, and nothing of the object. */
function escalation(message: string, reason: string | undefined): Judged {
  return compact<Judged>({
    verdict: 'unknown',
    message: `The account of the dry run may not grant rights that it lacks: ${message}`,
    reason,
    refusedBy: 'rbac',
    remedy:
      'Give the account the verb bind on the role (docs/google-access.md has the rule), or leave these objects to the reconciler, which may have more rights',
  });
}

function missing(
  { message, reason }: Refusal,
  { namespace, kind }: Tryable,
  { namespaces }: Promised,
): Judged {
  const [, missingNamespace] = MISSING_NAMESPACE.exec(message) ?? [];
  if (!missingNamespace) {
    return compact<Judged>({
      verdict: 'refused',
      message: `The cluster does not have what ${kind} needs: ${message}`,
      reason,
      refusedBy: 'api-server',
    });
  }
  return namespace !== undefined && namespaces.has(namespace)
    ? waitsFor(`the namespace ${namespace}`)
    : compact<Judged>({
        verdict: 'refused',
        message,
        reason,
        refusedBy: 'api-server',
        remedy: `Create the namespace ${missingNamespace} first, or put it beside the object`,
      });
}

/** It depends on another object of the request, which a dry run does not make. */
export function waitsFor(what: string): Judged {
  return {
    verdict: 'unknown',
    message: `Not known: ${what} is in the same request and not on the cluster yet`,
    remedy: 'Ask again when it is there',
  };
}

/** The cluster does not have the kind. */
export function unknownKind({ group, version, kind }: Tryable): Judged {
  const named = group ? `${group}/${version}` : version;
  return {
    verdict: 'refused',
    message: `The cluster does not have the kind ${kind} of ${named}`,
    reason: 'NotFound',
    refusedBy: 'api-server',
    remedy: `Install what brings the kind ${kind} first, or write it for a version that the cluster has`,
  };
}

function remedyFor({ status, message }: Refusal): string | undefined {
  if (/exceeded quota/.test(message)) {
    return 'Ask for less, or have the ResourceQuota of the namespace raised';
  }
  if (/violates PodSecurity/.test(message)) {
    return 'Make the pods as restricted as the label pod-security.kubernetes.io/enforce of the namespace wants';
  }
  if (/is being terminated/.test(message)) {
    return 'Wait until the namespace is gone, or choose another';
  }
  if (/field is immutable/.test(message)) {
    return 'Keep the field as it is, or delete the object first';
  }
  if (UNKNOWN_FIELD.test(message)) {
    return 'See whether the field is spelled right and in its place';
  }
  return status === 422
    ? 'Correct the field that the cluster names'
    : undefined;
}
