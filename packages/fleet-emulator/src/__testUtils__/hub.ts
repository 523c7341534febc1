import { join } from 'node:path';
import { gkehub } from 'googleapis/build/src/apis/gkehub';
import { OAuth2Client } from 'google-auth-library';
import { FleetInput } from '../fleet/fleetSchema';
import { DEFAULT_TOKEN } from '../server/Tokens';
import { FleetEmulator } from '../startFleetEmulator';

/** The fleet of the demo portal. */
export const DEMO_FLEET = join(__dirname, '../../../../examples/fleet.yaml');

/** A small fleet whose every part a test can name. */
export const SMALL_FLEET: FleetInput = {
  project: { id: 'acme-fleet', number: '123456789012' },
  features: {
    configSync: {
      default: { source: { repo: 'https://github.com/acme/fleet-config' } },
    },
    mesh: { default: 'automatic' },
    policyController: {},
  },
  scopes: [
    {
      name: 'property',
      labels: { team: 'property' },
      namespaces: [{ name: 'cadastre-main' }],
      clusters: ['europe-north1/one', 'europe-west1/two'],
    },
  ],
  clusters: [
    {
      name: 'one',
      location: 'europe-north1',
      platform: 'gke',
      labels: { env: 'prod', team: 'a' },
      configSync: { status: 'synced', commit: 'a'.repeat(40) },
      mesh: { status: 'managed' },
      policyController: { status: 'active' },
    },
    {
      name: 'two',
      location: 'europe-west1',
      platform: 'vmware',
      labels: { env: 'prod', team: 'b', site: 'dc1' },
      lastSeen: '2 minutes ago',
      configSync: { status: 'error', commit: 'b'.repeat(40) },
    },
    {
      name: 'three',
      location: 'global',
      platform: 'unknown',
      labels: { env: 'dev' },
    },
  ],
};

/** Google's generated client, pointed at an emulator. */
export function hubClient(
  emulator: Pick<FleetEmulator, 'url'>,
  token = DEFAULT_TOKEN,
) {
  const auth = new OAuth2Client();
  auth.setCredentials({ access_token: token });
  return gkehub({
    version: 'v1',
    auth,
    rootUrl: `${emulator.url}/`,
    // A test looks at the first answer; what is done about it is the caller's business.
    retry: false,
    // Otherwise gaxios imports node-fetch at run time, which Jest cannot.
    fetchImplementation: fetch,
  });
}

/** A request without any library between. */
export function ask(
  emulator: Pick<FleetEmulator, 'url'>,
  path: string,
  init: RequestInit & { token?: string } = {},
): Promise<Response> {
  const { token = DEFAULT_TOKEN, ...rest } = init;
  return fetch(`${emulator.url}/${path}`, {
    redirect: 'manual',
    ...rest,
    headers: { authorization: `Bearer ${token}`, ...rest.headers },
  });
}

export const MEMBERSHIPS = 'v1/projects/acme-fleet/locations/-/memberships';
