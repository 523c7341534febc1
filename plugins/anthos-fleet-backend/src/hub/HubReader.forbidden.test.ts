import {
  googleError,
  ScriptedServer,
  sendJson,
  type Handler,
} from '../google/__testUtils__/ScriptedServer';
import { emptyFeature, partOf, readerOf } from './__testUtils__/fleet';

const denied =
  (message: string, info?: object): Handler =>
  (_, response) =>
    sendJson(
      response,
      403,
      googleError(
        403,
        'PERMISSION_DENIED',
        message,
        info && [
          { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', ...info },
        ],
      ),
    );

describe('a reading that is forbidden', () => {
  let server: ScriptedServer;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());

  it.each<[name: string, handler: Handler, message: RegExp, remedy: RegExp]>([
    [
      '403 that names the permission',
      denied(
        "Permission 'gkehub.memberships.list' denied on 'projects/acme-fleet/locations/-/memberships'",
      ),
      /^Permission gkehub\.memberships\.list is missing on project acme-fleet: Permission/,
      /^Grant roles\/gkehub\.viewer on project acme-fleet /,
    ],
    [
      '403 with the permission in its details',
      denied('Denied.', {
        reason: 'IAM_PERMISSION_DENIED',
        metadata: { permission: 'gkehub.locations.list' },
      }),
      /^Permission gkehub\.locations\.list is missing/,
      /roles\/gkehub\.viewer/,
    ],
    [
      '403 for a permission of another service',
      denied('Denied.', {
        reason: 'IAM_PERMISSION_DENIED',
        metadata: { permission: 'serviceusage.services.use' },
      }),
      /^Permission serviceusage\.services\.use is missing/,
      /^Grant a role that has serviceusage\.services\.use /,
    ],
    [
      '403 that names nothing',
      denied('The caller does not have permission'),
      /^Permission gkehub\.memberships\.list is missing/,
      /roles\/gkehub\.viewer/,
    ],
    [
      '403, API not enabled',
      denied('GKE Hub API has not been used in project 1 before.', {
        reason: 'SERVICE_DISABLED',
        metadata: { service: 'gkehub.googleapis.com' },
      }),
      /^The API gkehub\.googleapis\.com is not enabled in project acme-fleet$/,
      /gcloud services enable gkehub\.googleapis\.com --project acme-fleet$/,
    ],
    [
      '403, API not enabled, without details',
      denied(
        'GKE Hub API has not been used in project 1 before or it is disabled.',
      ),
      /is not enabled/,
      /gcloud services enable gkehub\.googleapis\.com/,
    ],
    [
      '403, hostile details',
      denied('', {
        reason: 'SERVICE_DISABLED',
        metadata: { service: 'x; rm -rf / #.googleapis.com' },
      }),
      /^The API gkehub\.googleapis\.com is not enabled/,
      /gcloud services enable gkehub\.googleapis\.com --project acme-fleet$/,
    ],
    [
      '403, scope',
      denied('Insufficient scopes.', {
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
      }),
      /not made for the GKE Hub API/,
      /cloud-platform/,
    ],
    [
      '403, quota project',
      denied('Denied.', { reason: 'USER_PROJECT_DENIED' }),
      /quota project/,
      /serviceUsageConsumer/,
    ],
    [
      '403, service perimeter',
      denied('Prohibited.', { reason: 'SECURITY_POLICY_VIOLATED' }),
      /perimeter/,
      /VPC Service Controls/,
    ],
    [
      '403, billing',
      denied('No billing.', { reason: 'BILLING_DISABLED' }),
      /no billing account/,
      /billing account/,
    ],
  ])('says why: %s', async (_, handler, message, remedy) => {
    server.answer((request, response) =>
      partOf(request.url) === 'memberships'
        ? handler(request, response)
        : emptyFeature(partOf(request.url)),
    );
    const { clusters } = await readerOf(server.url).readFleet();
    expect(clusters.outcome).toBe('forbidden');
    expect(clusters.message).toMatch(message);
    expect(clusters.remedy).toMatch(remedy);
    expect(server.requests).toHaveLength(4);
  });
});
