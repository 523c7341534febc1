import {
  GoogleAuth,
  Impersonated,
  OAuth2Client,
  type AuthClient,
} from 'google-auth-library';
import type { FleetAccess } from './config';

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const DEADLINE_MS = 10_000;

/**
 * Access tokens of the account that the portal is configured with, per fleet. Google's library
 * keeps a token until shortly before it expires.
 */
export class FleetTokens {
  readonly #clients = new Map<string, Promise<AuthClient>>();

  /** @throws Error when there is no token to be had */
  async get(fleet: FleetAccess): Promise<string> {
    let client = this.#clients.get(fleet.project);
    if (!client) {
      client = createClient(fleet);
      this.#clients.set(fleet.project, client);
      client.catch(() => this.#clients.delete(fleet.project));
    }
    const { token } = await withDeadline(
      client.then(ready => ready.getAccessToken()),
    );
    if (!token) {
      throw new Error('The token service sent no access token');
    }
    return token;
  }
}

async function createClient({
  auth,
  project,
}: FleetAccess): Promise<AuthClient> {
  const sourceClient = await createSourceClient(auth, project);
  return auth.impersonate
    ? new Impersonated({
        sourceClient,
        targetPrincipal: auth.impersonate,
        targetScopes: [SCOPE],
      })
    : sourceClient;
}

async function createSourceClient(
  { accessToken }: FleetAccess['auth'],
  projectId: string,
): Promise<AuthClient> {
  if (accessToken) {
    const client = new OAuth2Client();
    client.setCredentials({ access_token: accessToken.trim() });
    return client;
  }
  return await new GoogleAuth({ scopes: [SCOPE], projectId }).getClient();
}

// The library asks the metadata server and token services without a limit of its own.
async function withDeadline<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error('No access token came within 10 seconds')),
      DEADLINE_MS,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
