import { refusedByGoogle } from '../../google/commonProblems';
import { missingPermission } from '../../google/googleError';
import { SETTING, type Attempt } from './attempt';
import { GatewayProblem } from './GatewayProblem';
import {
  readDenial,
  readImpersonation,
  said,
  type Denial,
  type Refusal,
} from './refusal';
import {
  gatewayRoleRemedy,
  impersonationRemedy,
  rbacRemedy,
  type Reader,
} from './remedies';

/**
 * Reads the refusals that are about who the portal is and what it may do.
 *
 * @returns undefined for any other refusal
 */
export function classifyRights(
  refusal: Refusal,
  attempt: Attempt,
): GatewayProblem | undefined {
  if (isHeaderTooLarge(refusal)) {
    return headerTooLarge(refusal);
  }
  switch (refusal.status) {
    case 401:
      return (
        classifyKubernetesRights(refusal, attempt) ??
        unauthenticated(refusal, attempt)
      );
    case 403:
      return (
        classifyKubernetesRights(refusal, attempt) ??
        forbidden(refusal, attempt)
      );
    default:
      return undefined;
  }
}

function isHeaderTooLarge({ status, message }: Refusal): boolean {
  return (
    status === 431 ||
    ([400, 401, 413].includes(status) &&
      /(header|metadata)s?\b.{0,60}(too (large|long|big)|exceed|limit)|too (large|many|big).{0,40}(header|metadata|groups)/i.test(
        message,
      ))
  );
}

function headerTooLarge(refusal: Refusal): GatewayProblem {
  return new GatewayProblem(
    'unauthenticated',
    `The gateway refuses the request because its header is too large${said(
      refusal,
    )}`,
    {
      refusedBy: 'gateway',
      remedy:
        'The groups of the account travel in a header of at most 8 KB: use an account that is in fewer groups, such as a service account in none',
    },
  );
}

/** What Kubernetes' rules refuse, in whoever's words it comes through. */
function classifyKubernetesRights(
  refusal: Refusal,
  { reader }: Attempt,
): GatewayProblem | undefined {
  const impersonation = readImpersonation(refusal.message);
  if (impersonation) {
    return new GatewayProblem(
      'forbidden',
      `The cluster's agent may not act for the portal's account${said(
        refusal,
      )}`,
      {
        refusedBy: 'impersonation',
        remedy: impersonationRemedy(reader, impersonation),
      },
    );
  }
  const denial = readDenial(refusal.message);
  return denial && refusal.status === 403
    ? deniedByRbac(denial, refusal, reader)
    : undefined;
}

function deniedByRbac(
  denial: Denial,
  refusal: Refusal,
  reader: Reader,
): GatewayProblem {
  const resource = denial.group
    ? `${denial.resource}.${denial.group}`
    : denial.resource;
  return new GatewayProblem(
    'forbidden',
    `The cluster's RBAC does not let the portal's account ${
      denial.verb
    } ${resource}${said(refusal)}`,
    { refusedBy: 'rbac', remedy: rbacRemedy(reader, denial) },
  );
}

function unauthenticated(refusal: Refusal, { host }: Attempt): GatewayProblem {
  return refusal.speaker === 'kubernetes'
    ? new GatewayProblem(
        'unauthenticated',
        `The cluster does not know the portal's account${said(refusal)}`,
        {
          refusedBy: 'api-server',
          remedy:
            "On GKE in Google Cloud, grant the account roles/container.viewer and the RBAC of docs/google-access.md; elsewhere, see whether the cluster's Connect agent is up to date",
        },
      )
    : new GatewayProblem(
        'unauthenticated',
        `${host} does not accept the credentials${said(refusal)}`,
        {
          refusedBy: 'gateway',
          remedy:
            'Give the portal valid Google credentials: workload identity, GOOGLE_APPLICATION_CREDENTIALS, or a fresh anthosFleet.fleets[].auth.accessToken; an account in very many groups is refused like this, too',
        },
      );
}

function forbidden(refusal: Refusal, attempt: Attempt): GatewayProblem {
  const { reader, host } = attempt;
  const { project } = reader;
  if (refusal.speaker === 'kubernetes') {
    return new GatewayProblem(
      'forbidden',
      `The cluster refuses the portal's account${said(refusal)}`,
      {
        refusedBy: 'rbac',
        remedy:
          "Give the account the read-only role of docs/google-access.md on the cluster; if it has it, one of the cluster's own admission or authorisation services refuses",
      },
    );
  }
  if (refusal.speaker === 'other') {
    return new GatewayProblem(
      'forbidden',
      `${host} refuses the request with HTTP 403${said(refusal)}`,
      {
        refusedBy: 'gateway',
        remedy: `See whether a proxy or a service perimeter (VPC Service Controls) stands in between, and whether ${SETTING} is the address of the Connect Gateway`,
      },
    );
  }
  const common = refusedByGoogle(refusal.google, {
    project,
    service: 'connectgateway.googleapis.com',
    title: 'the Connect Gateway',
  });
  if (common) {
    return new GatewayProblem('forbidden', common.message, {
      remedy: common.remedy,
      refusedBy: 'gateway',
    });
  }
  const permission = missingPermission(refusal.google) ?? attempt.permission;
  return new GatewayProblem(
    'forbidden',
    `Permission ${permission} is missing on project ${project}${said(refusal)}`,
    {
      refusedBy: 'iam',
      remedy: permission.startsWith('gkehub.')
        ? gatewayRoleRemedy(reader, permission)
        : `Grant a role that has ${permission} to the account that the portal uses`,
    },
  );
}
