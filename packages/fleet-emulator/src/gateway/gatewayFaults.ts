import { RequestInfo } from '../cluster/api/requestInfo';
import { KubeError, KubeReason } from '../cluster/KubeError';
import { refusal } from '../cluster/rbac/Authorizer';
import { HubError } from '../hub/errors';
import { Fault } from '../server/faultSchema';
import { statusError } from '../server/sendFaulty';
import { GATEWAY_SERVICE, GatewayError } from './GatewayError';

type StatusFault = Extract<Fault, { kind: 'status' }>;

interface Context {
  /** `projects/.../memberships/NAME` */
  membership: string;
  permission: string;
  projectNumber: string;
  /** Who asks, as far as it is known. */
  user: string;
  info?: RequestInfo;
}

/** The answer of the Gateway, or of the cluster, that a fault of kind `status` stands for. */
export function faultyAnswer(
  fault: StatusFault,
  context: Context,
): GatewayError {
  const answer = answerOf(fault, context);
  return fault.retryAfterSeconds === undefined
    ? answer
    : new GatewayError(answer.status, answer.contentType, answer.body, {
        ...answer.headers,
        'retry-after': String(fault.retryAfterSeconds),
      });
}

function answerOf(fault: StatusFault, context: Context): GatewayError {
  const { membership, permission, projectNumber } = context;
  if (fault.layer === 'api-server') {
    return fromCluster(fault.status);
  }
  if (fault.status === 403) {
    return fault.reason === 'SERVICE_DISABLED'
      ? GatewayError.google(
          HubError.serviceDisabled(projectNumber, GATEWAY_SERVICE),
        )
      : refused(fault.layer ?? 'iam', context);
  }
  switch (fault.status) {
    case 401:
      return GatewayError.google(HubError.invalidCredentials(GATEWAY_SERVICE));
    case 404:
      return GatewayError.notFound();
    case 429:
      return GatewayError.google(HubError.rateLimited(GATEWAY_SERVICE));
    case 503:
      return GatewayError.agentDisconnected(membership);
    default:
      return GatewayError.google(
        statusError(fault, { permission, resource: membership, projectNumber }),
      );
  }
}

function refused(
  layer: 'iam' | 'impersonation' | 'rbac',
  { membership, permission, user, info }: Context,
): GatewayError {
  if (layer === 'iam') {
    return GatewayError.permissionDenied(permission, membership);
  }
  if (layer === 'impersonation') {
    return GatewayError.kubernetes(
      new KubeError(
        'Forbidden',
        `users "${user}" is forbidden: User "system:serviceaccount:gke-connect:connect-agent-sa" cannot impersonate resource "users" in API group "" at the cluster scope`,
        { name: user, kind: 'users' },
      ),
    );
  }
  const { group, resource = '', name } = info ?? {};
  const what = group ? `${resource}.${group}` : resource;
  const why = refusal({ name: user }, info ?? { verb: 'get', path: '/' });
  return GatewayError.kubernetes(
    new KubeError(
      'Forbidden',
      what ? `${what} is forbidden: ${why}` : `forbidden: ${why}`,
      {
        ...(name ? { name } : {}),
        ...(group ? { group } : {}),
        ...(resource ? { kind: resource } : {}),
      },
    ),
  );
}

const CLUSTER_ERRORS: Record<number, [reason: KubeReason, message: string]> = {
  400: ['BadRequest', 'a fault of the emulator says so'],
  401: ['Unauthorized', 'Unauthorized'],
  403: ['Forbidden', 'forbidden: a fault of the emulator says so'],
  404: ['NotFound', 'the server could not find the requested resource'],
  409: ['Conflict', 'the object has been modified'],
  429: [
    'TooManyRequests',
    'the server has received too many requests and has asked us to try again later',
  ],
  500: ['InternalError', 'Internal error occurred: etcdserver: leader changed'],
  503: [
    'ServiceUnavailable',
    'the server is currently unable to handle the request',
  ],
  504: ['ServiceUnavailable', 'Timeout: request did not complete within 34s'],
};

function fromCluster(status: number): GatewayError {
  const [reason, message] = CLUSTER_ERRORS[status];
  return GatewayError.kubernetes(new KubeError(reason, message));
}
