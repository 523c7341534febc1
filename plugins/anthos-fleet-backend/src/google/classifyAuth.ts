import type { FleetConfig } from '../config';
import { CutAnswer, RefusedAnswer } from './boundedFetch';
import { serviceDisabled, timedOut, unreachable } from './commonProblems';
import type { Deadline } from './Deadline';
import { readGoogleErrorJson, type GoogleError } from './googleError';
import { field } from './json';
import { networkCode } from './networkErrors';
import { causesOf, findCause, ReadProblem, innermostMessage } from './problems';

const TOKEN_SERVICE = "Google's token service";
const SET_UP =
  'Give the portal Google credentials: workload identity, a file named by GOOGLE_APPLICATION_CREDENTIALS, or gcloud auth application-default login on a desk';

interface AuthAttempt {
  project: string;
  auth: FleetConfig['auth'];
  deadline: Deadline;
}

/** Turns whatever went wrong on the way to an access token into an outcome. */
export function classifyAuthError(
  error: unknown,
  attempt: AuthAttempt,
): ReadProblem {
  const problem = findCause(error, ReadProblem);
  if (problem) {
    return problem;
  }
  if (attempt.deadline.signal.aborted) {
    return timedOut(attempt.deadline, hostOf(error));
  }
  const refused = findCause(error, RefusedAnswer);
  if (refused) {
    return new ReadProblem('invalid', refused.message, refused.remedy);
  }
  if (findCause(error, CutAnswer)) {
    return new ReadProblem(
      'invalid',
      `The answer of ${hostOf(error)} broke off before its end`,
    );
  }
  // Of the library's own errors; those of others have codes only.
  const status = field(error, 'status');
  const answer = field(error, 'response', 'data');
  if (typeof status === 'number') {
    return classifyStatus(status, readGoogleErrorJson(answer), error, attempt);
  }
  if (networkCode(error) && field(error, 'config')) {
    return unreachable(error, hostOf(error));
  }
  const message = innermostMessage(error);
  return /default credentials/i.test(message)
    ? new ReadProblem(
        'unauthenticated',
        'The portal has no Google credentials',
        SET_UP,
      )
    : new ReadProblem(
        'unauthenticated',
        `The Google credentials cannot be used: ${message}`,
        SET_UP,
      );
}

function classifyStatus(
  status: number,
  google: GoogleError,
  error: unknown,
  attempt: AuthAttempt,
): ReadProblem {
  const host = hostOf(error);
  const said = google.message || innermostMessage(error);
  if (status === 429) {
    return new ReadProblem(
      'rate-limited',
      `${host} asks for fewer requests: ${said}`,
    );
  }
  if (status >= 500) {
    return new ReadProblem(
      'unreachable',
      `${host} gives no access token, HTTP ${status}: ${said}`,
      'It is tried again with the next sweep',
    );
  }
  if (status === 403) {
    return forbidden(google, said, attempt);
  }
  if (status === 404 && attempt.auth.impersonate) {
    return new ReadProblem(
      'unauthenticated',
      `The service account ${attempt.auth.impersonate} cannot be found: ${said}`,
      'Give the email of an existing service account in anthosFleet.fleets[].auth.impersonate',
    );
  }
  return new ReadProblem(
    'unauthenticated',
    `${host} gives no access token: ${said}`,
    SET_UP,
  );
}

function forbidden(
  google: GoogleError,
  said: string,
  { auth, project }: AuthAttempt,
): ReadProblem {
  if (google.reason === 'SERVICE_DISABLED') {
    return serviceDisabled(google, project, 'iamcredentials.googleapis.com');
  }
  return auth.impersonate
    ? new ReadProblem(
        'forbidden',
        `The portal may not act as ${auth.impersonate}: ${said}`,
        `Grant roles/iam.serviceAccountTokenCreator on ${auth.impersonate} to the account that the portal runs as`,
      )
    : new ReadProblem(
        'forbidden',
        `The credentials may not get an access token: ${said}`,
        'With workload identity federation, grant roles/iam.workloadIdentityUser on the service account to the identity of the portal',
      );
}

function hostOf(error: unknown): string {
  for (const cause of causesOf(error)) {
    const url = 'config' in cause ? field(cause.config, 'url') : undefined;
    if (url instanceof URL || typeof url === 'string') {
      return URL.canParse(url) ? new URL(url).host : TOKEN_SERVICE;
    }
  }
  return TOKEN_SERVICE;
}
