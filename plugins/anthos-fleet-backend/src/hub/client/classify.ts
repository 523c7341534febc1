import { asList, asText, field } from '../json';
import { cleanMessage, textOfHtml } from '../text';
import { CutAnswer, RefusedAnswer } from './boundedFetch';
import type { Deadline } from './Deadline';
import {
  describeNetworkError,
  isCertificateError,
  isNetworkError,
} from './networkErrors';
import {
  findCause,
  HttpFailure,
  HubProblem,
  innermostMessage,
} from './problems';

const MAX_MESSAGE = 500;
const VIEWER = 'roles/gkehub.viewer';

/** What was tried, for messages. */
export interface Attempt {
  /** Fleet host project. */
  project: string;
  /** Host of the Hub. */
  host: string;
  /** Permission that the call needs, in case the answer does not name it. */
  permission: string;
  deadline: Deadline;
}

/** Turns whatever a call to the Hub threw into an outcome with a message and a remedy. */
export function classifyHubError(error: unknown, attempt: Attempt): HubProblem {
  const problem = findCause(error, HubProblem);
  if (problem) {
    return problem;
  }
  const refused = findCause(error, RefusedAnswer);
  if (refused) {
    return new HubProblem('invalid', refused.message, refused.remedy);
  }
  const failure = findCause(error, HttpFailure);
  if (failure) {
    const { outcome, message, remedy } = classifyFailure(failure, attempt);
    return new HubProblem(outcome, message, remedy, { cause: failure });
  }
  if (findCause(error, CutAnswer)) {
    return new HubProblem(
      'invalid',
      `The answer of ${attempt.host} broke off before its end`,
      'It is read again with the next sweep; if it stays, see whether a proxy cuts large answers',
    );
  }
  if (attempt.deadline.signal.aborted) {
    return timedOut(attempt.deadline, attempt.host);
  }
  return isNetworkError(error)
    ? unreachable(error, attempt.host)
    : new HubProblem(
        'invalid',
        `The reading failed: ${innermostMessage(error)}`,
      );
}

export function timedOut(deadline: Deadline, host: string): HubProblem {
  return deadline.cancelled
    ? new HubProblem('timeout', 'The reading was stopped before it was done')
    : new HubProblem(
        'timeout',
        `${host} did not answer within ${deadline.ms / 1000} s`,
        'It is read again with the next sweep; if it stays, raise anthosFleet.sweep.callDeadline or look at the network in between',
      );
}

export function unreachable(error: unknown, host: string): HubProblem {
  return new HubProblem(
    'unreachable',
    describeNetworkError(error, host),
    isCertificateError(error)
      ? 'Make the authority that signed it known to Node.js by NODE_EXTRA_CA_CERTS'
      : `Let the portal's machine reach ${host}: firewall, DNS, proxy (NODE_USE_ENV_PROXY), anthosFleet.fleets[].hub.endpoint`,
  );
}

/** What an error of Google's says, in its standard form or any other. */
export interface GoogleError {
  /** Canonical code, as in `PERMISSION_DENIED`; undefined when Google did not write it. */
  status?: string;
  message: string;
  /** Machine-readable reason, as in `SERVICE_DISABLED`. */
  reason?: string;
  metadata: unknown;
}

/** Reads the body of an error: JSON, HTML, text or nothing. */
export function readGoogleError(body: string): GoogleError {
  try {
    return readGoogleErrorJson(JSON.parse(body));
  } catch {
    const text = textOfHtml(body);
    return { message: cleanMessage(text, MAX_MESSAGE), metadata: undefined };
  }
}

/** Reads the body of an error that somebody has parsed already. */
export function readGoogleErrorJson(body: unknown): GoogleError {
  const error = field(body, 'error');
  const details = field(error, 'details');
  const info = asList(details, 20).find(
    detail => asText(field(detail, 'reason')) !== undefined,
  );
  const message = field(error, 'message') ?? field(body, 'error_description');
  return {
    status: asText(field(error, 'status'), 64),
    message:
      typeof message === 'string' ? cleanMessage(message, MAX_MESSAGE) : '',
    reason: asText(field(info, 'reason'), 64),
    metadata: field(info, 'metadata'),
  };
}

function classifyFailure(failure: HttpFailure, attempt: Attempt): HubProblem {
  const google = readGoogleError(failure.body);
  const said = google.message ? `: ${google.message}` : '';
  const { host } = attempt;
  switch (failure.status) {
    case 401:
      return new HubProblem(
        'unauthenticated',
        `${host} does not accept the credentials${said}`,
        'Give the portal valid Google credentials: workload identity, GOOGLE_APPLICATION_CREDENTIALS, or a fresh anthosFleet.fleets[].auth.accessToken',
      );
    case 403:
      return forbidden(google, attempt);
    case 404:
      return new HubProblem(
        'not-found',
        `${host} knows no fleet in project ${attempt.project}${said}`,
        'Give the ID of the fleet host project in anthosFleet.fleets[].project, and see whether anthosFleet.fleets[].hub.endpoint is the address of the GKE Hub API',
      );
    case 429:
      return new HubProblem(
        'rate-limited',
        `${host} asks for fewer requests${said}`,
        'Sweep less often (anthosFleet.sweep.frequency), or raise the quota of the GKE Hub API',
      );
    case 400:
      return new HubProblem(
        'invalid',
        `${host} does not understand the request (HTTP 400)${said}`,
        'Give the ID of the fleet host project in anthosFleet.fleets[].project',
      );
    default:
      return failure.status >= 500
        ? new HubProblem(
            'unreachable',
            `${host} fails with HTTP ${failure.status}${said}`,
            'It is read again with the next sweep',
          )
        : new HubProblem(
            'invalid',
            `${host} answers with HTTP ${failure.status}${said}`,
            'See whether anthosFleet.fleets[].hub.endpoint is the address of the GKE Hub API',
          );
  }
}

const PERMISSION = /\b[a-z][a-z0-9]*\.[a-zA-Z][\w.]*\.[a-zA-Z]\w*\b/;
const QUOTED_PERMISSION =
  /[Pp]ermission[s]?:? ['"`]?([a-z][a-z0-9]*\.[a-zA-Z][\w.]*\.[a-zA-Z]\w*)/;

function forbidden(google: GoogleError, attempt: Attempt): HubProblem {
  const { project } = attempt;
  const said = google.message ? `: ${google.message}` : '';
  switch (google.reason) {
    case 'SERVICE_DISABLED':
      return serviceDisabled(google, project, 'gkehub.googleapis.com');
    case 'ACCESS_TOKEN_SCOPE_INSUFFICIENT':
      return new HubProblem(
        'forbidden',
        `The access token is not made for the GKE Hub API${said}`,
        'Use credentials with the scope https://www.googleapis.com/auth/cloud-platform',
      );
    case 'USER_PROJECT_DENIED':
    case 'CONSUMER_INVALID':
      return new HubProblem(
        'forbidden',
        `The credentials may not use the quota project that they name${said}`,
        'Grant roles/serviceusage.serviceUsageConsumer on the quota project, or take the quota project out of the credentials',
      );
    case 'SECURITY_POLICY_VIOLATED':
      return new HubProblem(
        'forbidden',
        `A service perimeter keeps the portal from reading project ${project}${said}`,
        'Let the portal into the perimeter by an access level or an ingress rule (VPC Service Controls)',
      );
    case 'BILLING_DISABLED':
      return new HubProblem(
        'forbidden',
        `Project ${project} has no billing account${said}`,
        'Link a billing account to the project',
      );
    default:
  }
  if (
    /has not been used in project|it is disabled|API.{0,40}not enabled/i.test(
      google.message,
    )
  ) {
    return serviceDisabled(google, project, 'gkehub.googleapis.com');
  }
  const permission = missingPermission(google) ?? attempt.permission;
  return new HubProblem(
    'forbidden',
    `Permission ${permission} is missing on project ${project}${said}`,
    permission.startsWith('gkehub.')
      ? `Grant ${VIEWER} on project ${project} to the account that the portal uses`
      : `Grant a role that has ${permission} to the account that the portal uses; the fleet itself needs ${VIEWER} on project ${project}`,
  );
}

function missingPermission(google: GoogleError): string | undefined {
  const inMetadata = asText(field(google.metadata, 'permission'), 100);
  if (inMetadata && PERMISSION.test(inMetadata)) {
    return PERMISSION.exec(inMetadata)?.[0];
  }
  return QUOTED_PERMISSION.exec(google.message)?.[1].slice(0, 100);
}

export function serviceDisabled(
  google: GoogleError,
  project: string,
  fallback: string,
): HubProblem {
  const named = asText(field(google.metadata, 'service'), 100);
  const service =
    named && /^[a-z0-9.-]+\.googleapis\.com$/.test(named) ? named : fallback;
  return new HubProblem(
    'forbidden',
    `The API ${service} is not enabled in project ${project}`,
    `Enable it: gcloud services enable ${service} --project ${project}`,
  );
}
