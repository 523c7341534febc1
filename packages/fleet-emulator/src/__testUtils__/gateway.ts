import { request } from 'node:https';
import { IncomingHttpHeaders } from 'node:http';
import { FleetInput } from '../fleet/fleetSchema';
import { EmulatorToken } from '../server/Tokens';
import { FleetEmulator } from '../startFleetEmulator';

const COMMIT = 'a'.repeat(40);

/** A cluster in a hall, one that went silent, one of GKE and one without any Config Sync. */
export const GATEWAY_FLEET: FleetInput = {
  project: { id: 'acme-fleet', number: '123456789012' },
  features: {
    configSync: {
      default: { source: { repo: 'https://github.com/acme/fleet-config' } },
    },
    mesh: {},
    policyController: {},
  },
  clusters: [
    {
      name: 'hall',
      location: 'europe-north1',
      platform: 'vmware',
      lastSeen: '2 minutes ago',
      kubernetes: { version: 'v1.32.9-gke.300' },
      configSync: { status: 'synced', commit: COMMIT },
    },
    {
      name: 'silent',
      location: 'europe-north1',
      platform: 'bare-metal',
      lastSeen: '2 days ago',
      configSync: { status: 'synced', commit: COMMIT },
    },
    {
      name: 'cloud',
      location: 'europe-west1',
      platform: 'gke',
      configSync: { status: 'synced', commit: COMMIT },
      mesh: { status: 'managed' },
    },
    {
      name: 'bare',
      location: 'global',
      platform: 'attached',
      lastSeen: '1 minute ago',
    },
  ],
};

/** Somebody for every refusal. */
export const GATEWAY_TOKENS: ReadonlyArray<string | EmulatorToken> = [
  'emulator-token',
  {
    token: 'admin',
    user: 'admin@acme.example',
    access: 'cluster-admin',
  },
  {
    token: 'developer',
    user: 'dev@acme.example',
    groups: ['terrain@acme.example'],
  },
  { token: 'nobody', user: 'nobody@acme.example' },
  {
    token: 'stranger',
    user: 'stranger@acme.example',
    access: 'view',
    impersonated: false,
  },
  { token: 'no-gateway', denied: ['gkehub.gateway.get'] },
  {
    token: 'no-writes',
    access: 'cluster-admin',
    denied: ['gkehub.gateway.post'],
  },
  {
    token: 'joiner',
    user: 'joiner@acme.example',
    groups: Array.from(
      { length: 200 },
      (_, index) => `a-group-with-a-long-name-${index}@acme.example`,
    ),
    access: 'view',
  },
];

export interface GatewayAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: () => any;
}

interface AskOptions {
  method?: string;
  token?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Paths of Kubernetes below the address of a cluster. */
export function addressOf(
  ref: string,
  path: string,
  { collection = 'memberships', project = '123456789012' } = {},
): string {
  const [location, name] = ref.split('/');
  return `/v1/projects/${project}/locations/${location}/${collection}/${name}${path}`;
}

/** A request to the Gateway without any library between. */
export function askGateway(
  { gateway }: Pick<FleetEmulator, 'gateway'>,
  path: string,
  { method = 'GET', token = 'emulator-token', headers, body }: AskOptions = {},
): Promise<GatewayAnswer> {
  const payload =
    body === undefined || typeof body === 'string'
      ? body
      : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      `${gateway.url}${path}`,
      {
        method,
        ca: gateway.ca,
        agent: false,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(payload === undefined
            ? {}
            : {
                'content-type': 'application/json',
                'content-length': String(Buffer.byteLength(payload)),
              }),
          ...headers,
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: () => JSON.parse(text),
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(payload);
  });
}
