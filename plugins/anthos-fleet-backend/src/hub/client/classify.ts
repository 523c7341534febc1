import { CutAnswer, RefusedAnswer } from '../../google/boundedFetch';
import {
  refusedByGoogle,
  timedOut,
  unreachable,
} from '../../google/commonProblems';
import type { Deadline } from '../../google/Deadline';
import {
  missingPermission,
  readGoogleError,
  type GoogleError,
} from '../../google/googleError';
import { isNetworkError } from '../../google/networkErrors';
import {
  findCause,
  HttpFailure,
  innermostMessage,
  ReadProblem,
} from '../../google/problems';

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
  /** Google's role that has the permission. Default: that of a viewer. */
  role?: string;
}

/** Turns whatever a call to the Hub threw into an outcome with a message and a remedy. */
export function classifyHubError(
  error: unknown,
  attempt: Attempt,
): ReadProblem {
  const problem = findCause(error, ReadProblem);
  if (problem) {
    return problem;
  }
  const refused = findCause(error, RefusedAnswer);
  if (refused) {
    return new ReadProblem('invalid', refused.message, refused.remedy);
  }
  const failure = findCause(error, HttpFailure);
  if (failure) {
    const { outcome, message, remedy } = classifyFailure(failure, attempt);
    return new ReadProblem(outcome, message, remedy, { cause: failure });
  }
  if (findCause(error, CutAnswer)) {
    return new ReadProblem(
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
    : new ReadProblem(
        'invalid',
        `The reading failed: ${innermostMessage(error)}`,
      );
}

function classifyFailure(failure: HttpFailure, attempt: Attempt): ReadProblem {
  const google = readGoogleError(failure.body);
  const said = google.message ? `: ${google.message}` : '';
  const { host } = attempt;
  switch (failure.status) {
    case 401:
      return new ReadProblem(
        'unauthenticated',
        `${host} does not accept the credentials${said}`,
        'Give the portal valid Google credentials: workload identity, GOOGLE_APPLICATION_CREDENTIALS, or a fresh anthosFleet.fleets[].auth.accessToken',
      );
    case 403:
      return forbidden(google, attempt);
    case 404:
      return new ReadProblem(
        'not-found',
        `${host} knows no fleet in project ${attempt.project}${said}`,
        'Give the ID of the fleet host project in anthosFleet.fleets[].project, and see whether anthosFleet.fleets[].hub.endpoint is the address of the GKE Hub API',
      );
    case 429:
      return new ReadProblem(
        'rate-limited',
        `${host} asks for fewer requests${said}`,
        'Sweep less often (anthosFleet.sweep.frequency), or raise the quota of the GKE Hub API',
      );
    case 400:
      return new ReadProblem(
        'invalid',
        `${host} does not understand the request (HTTP 400)${said}`,
        'Give the ID of the fleet host project in anthosFleet.fleets[].project',
      );
    default:
      return failure.status >= 500
        ? new ReadProblem(
            'unreachable',
            `${host} fails with HTTP ${failure.status}${said}`,
            'It is read again with the next sweep',
          )
        : new ReadProblem(
            'invalid',
            `${host} answers with HTTP ${failure.status}${said}`,
            'See whether anthosFleet.fleets[].hub.endpoint is the address of the GKE Hub API',
          );
  }
}

function forbidden(google: GoogleError, attempt: Attempt): ReadProblem {
  const { project, role = VIEWER } = attempt;
  const common = refusedByGoogle(google, {
    project,
    service: 'gkehub.googleapis.com',
    title: 'the GKE Hub API',
  });
  if (common) {
    return common;
  }
  const said = google.message ? `: ${google.message}` : '';
  const permission = missingPermission(google) ?? attempt.permission;
  return new ReadProblem(
    'forbidden',
    `Permission ${permission} is missing on project ${project}${said}`,
    permission.startsWith('gkehub.')
      ? `Grant ${role} on project ${project} to the account that the portal uses`
      : `Grant a role that has ${permission} to the account that the portal uses; the fleet itself needs ${role} on project ${project}`,
  );
}
