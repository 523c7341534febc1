import type { Deadline } from './Deadline';
import type { GoogleError } from './googleError';
import { asText, field } from './json';
import { describeNetworkError, isCertificateError } from './networkErrors';
import { ReadProblem } from './problems';

/** The time of a call is over, or its caller gave up. */
export function timedOut(deadline: Deadline, host: string): ReadProblem {
  return deadline.cancelled
    ? new ReadProblem('timeout', 'The reading was stopped before it was done')
    : new ReadProblem(
        'timeout',
        `${host} did not answer within ${deadline.ms / 1000} s`,
        'It is read again with the next sweep; if it stays, raise anthosFleet.sweep.callDeadline or look at the network in between',
      );
}

/**
 * No answer came, because of the network.
 *
 * @param setting - where the address of the host is configured
 */
export function unreachable(
  error: unknown,
  host: string,
  setting: string = 'anthosFleet.fleets[].hub.endpoint',
): ReadProblem {
  return new ReadProblem(
    'unreachable',
    describeNetworkError(error, host),
    isCertificateError(error)
      ? 'Make the authority that signed it known to Node.js by NODE_EXTRA_CA_CERTS'
      : `Let the portal's machine reach ${host}: firewall, DNS, proxy (NODE_USE_ENV_PROXY), ${setting}`,
  );
}

/** What to call an API of Google's in a refusal. */
export interface ApiNames {
  /** Host project of the fleet. */
  project: string;
  /** As in `gkehub.googleapis.com`. */
  service: string;
  /** As in `the GKE Hub API`. */
  title: string;
}

/**
 * Reads the refusals that all of Google's APIs have in common.
 *
 * @returns undefined when the refusal is about a permission
 */
export function refusedByGoogle(
  google: GoogleError,
  api: ApiNames,
): ReadProblem | undefined {
  const { project } = api;
  const said = google.message ? `: ${google.message}` : '';
  switch (google.reason) {
    case 'SERVICE_DISABLED':
      return serviceDisabled(google, project, api.service);
    case 'ACCESS_TOKEN_SCOPE_INSUFFICIENT':
      return new ReadProblem(
        'forbidden',
        `The access token is not made for ${api.title}${said}`,
        'Use credentials with the scope https://www.googleapis.com/auth/cloud-platform',
      );
    case 'USER_PROJECT_DENIED':
    case 'CONSUMER_INVALID':
      return new ReadProblem(
        'forbidden',
        `The credentials may not use the quota project that they name${said}`,
        'Grant roles/serviceusage.serviceUsageConsumer on the quota project, or take the quota project out of the credentials',
      );
    case 'SECURITY_POLICY_VIOLATED':
      return new ReadProblem(
        'forbidden',
        `A service perimeter keeps the portal from reading project ${project}${said}`,
        'Let the portal into the perimeter by an access level or an ingress rule (VPC Service Controls)',
      );
    case 'BILLING_DISABLED':
      return new ReadProblem(
        'forbidden',
        `Project ${project} has no billing account${said}`,
        'Link a billing account to the project',
      );
    default:
  }
  return /has not been used in project|it is disabled|API.{0,40}not enabled/i.test(
    google.message,
  )
    ? serviceDisabled(google, project, api.service)
    : undefined;
}

/** An API has to be enabled first. */
export function serviceDisabled(
  google: GoogleError,
  project: string,
  fallback: string,
): ReadProblem {
  const named = asText(field(google.metadata, 'service'), 100);
  const service =
    named && /^[a-z0-9.-]+\.googleapis\.com$/.test(named) ? named : fallback;
  return new ReadProblem(
    'forbidden',
    `The API ${service} is not enabled in project ${project}`,
    `Enable it: gcloud services enable ${service} --project ${project}`,
  );
}
