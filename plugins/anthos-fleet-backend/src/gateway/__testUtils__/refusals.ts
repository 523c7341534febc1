import { googleError } from '../../google/__testUtils__/ScriptedServer';
import { Deadline } from '../../google/Deadline';
import { HttpFailure } from '../../google/problems';
import type { Attempt } from '../client/attempt';
import { status } from './cluster';

export const HOST = 'europe-north1-connectgateway.googleapis.com';
export const ACCOUNT = 'fleet-reader@acme-fleet.iam.gserviceaccount.com';
const AGENT = 'system:serviceaccount:gke-connect:connect-agent-sa';

export function attempt(changes: Partial<Attempt['reader']> = {}): Attempt {
  return {
    host: HOST,
    permission: 'gkehub.gateway.get',
    deadline: new Deadline(60_000),
    reader: {
      project: 'acme-fleet',
      location: 'europe-north1',
      name: 'dc1',
      direct: false,
      principal: ACCOUNT,
      ...changes,
    },
  };
}

export function failure(
  code: number,
  body: unknown,
  headers = {},
): HttpFailure {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new HttpFailure(code, new Headers(headers), text);
}

export const HTML = { 'content-type': 'text/html; charset=UTF-8' };
export const page = '<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>';
export const disabled = (service: string) =>
  googleError(403, 'PERMISSION_DENIED', 'It has not been used before', [
    { reason: 'SERVICE_DISABLED', metadata: { service } },
  ]);
export const denial = (
  resource = 'rootsyncs',
  group = 'configsync.gke.io',
  user = ACCOUNT,
) =>
  status(
    403,
    'Forbidden',
    `${resource}.${group} is forbidden: User "${user}" cannot list resource "${resource}" in API group "${group}" at the cluster scope`,
    { group, kind: resource },
  );
export const impersonation = (kind: string, name: string) =>
  status(
    403,
    'Forbidden',
    `${kind} "${name}" is forbidden: User "${AGENT}" cannot impersonate resource "${kind}" in API group "" at the cluster scope`,
    { name, kind },
  );
