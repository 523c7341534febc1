import { HubError } from '../hub/errors';

/**
 * What somebody may do in every cluster: `reader` sees what the suite reads, `provisioner` writes
 * what a namespace and a service are made of, `view`, `edit` and `cluster-admin` are Kubernetes'
 * own roles.
 *
 * @public
 */
export type ClusterAccess =
  | 'reader'
  | 'provisioner'
  | 'view'
  | 'edit'
  | 'cluster-admin';

/**
 * An access token that the emulator accepts, and who its owner is.
 *
 * @public
 */
export interface EmulatorToken {
  token: string;
  /** Permissions that its owner lacks: `gkehub.features.get`, `gkehub.features.*` or `*`. */
  denied?: string[];
  /**
   * E-mail address; `@PROJECT.` in it stands for the fleet's project. Default: the portal's service
   * account, `backstage@PROJECT.iam.gserviceaccount.com`.
   */
  user?: string;
  /**
   * E-mail addresses of groups. A group may edit the namespaces whose label `team` is the part of
   * its address before the @.
   */
  groups?: string[];
  /** In every cluster. Default: `reader` without a `user`, nothing with one. */
  access?: ClusterAccess;
  /**
   * Whether the clusters that Google reaches through an agent let the agent speak for the user
   * and the groups. Default: true.
   */
  impersonated?: boolean;
}

/**
 * Somebody who is known by their token.
 *
 * @public
 */
export interface Identity {
  user: string;
  groups: readonly string[];
  access?: ClusterAccess;
  impersonated: boolean;
}

/**
 * The token that is accepted when no others are given.
 *
 * @public
 */
export const DEFAULT_TOKEN = 'emulator-token';

/**
 * The token of the service account that may write: fleet scopes with what is in them, and, in
 * clusters, namespaces and services.
 *
 * @public
 */
export const PROVISIONING_TOKEN = 'provisioning-token';

/** What a Fleet Viewer lacks of the methods that the Hub has here. */
const HUB_WRITES = [
  'scopes',
  'namespaces',
  'rbacrolebindings',
  'membershipbindings',
].flatMap(resource =>
  ['create', 'update', 'delete'].map(verb => `gkehub.${resource}.${verb}`),
);

/**
 * Tokens of people who show what rights do, beside {@link DEFAULT_TOKEN}.
 *
 * @public
 */
export const DEMO_TOKENS: readonly EmulatorToken[] = [
  { token: DEFAULT_TOKEN, denied: HUB_WRITES },
  {
    token: PROVISIONING_TOKEN,
    user: 'backstage-provisioning@PROJECT.iam.gserviceaccount.com',
    access: 'provisioner',
  },
  {
    token: 'platform-token',
    user: 'ingrid.aas@kartnord.example',
    groups: ['team-platform@kartnord.example'],
    access: 'cluster-admin',
  },
  {
    token: 'developer-token',
    user: 'guest@kartnord.example',
    groups: ['property@kartnord.example'],
  },
  { token: 'visitor-token', user: 'visitor@elsewhere.example' },
  {
    token: 'stranger-token',
    user: 'stranger@elsewhere.example',
    impersonated: false,
  },
];

function covers(pattern: string, permission: string): boolean {
  return (
    pattern === '*' ||
    pattern === permission ||
    (pattern.endsWith('.*') && permission.startsWith(pattern.slice(0, -1)))
  );
}

/** Who may ask for what. */
export class Tokens {
  private readonly tokens: Map<string, EmulatorToken>;

  constructor(
    tokens: ReadonlyArray<string | EmulatorToken>,
    private readonly projectId: () => string,
  ) {
    const entries = tokens.map(entry =>
      typeof entry === 'string' ? { token: entry } : entry,
    );
    if (entries.some(({ token }) => !/^[\x21-\x7e]+$/.test(token))) {
      throw new Error(
        'A token is empty or has spaces or signs that no header can carry; choose another',
      );
    }
    this.tokens = new Map(entries.map(entry => [entry.token, entry]));
  }

  /** Everybody who has a token, each once. */
  identities(): Identity[] {
    const known = new Map<string, Identity>();
    for (const token of this.tokens.values()) {
      const identity = this.identityOf(token);
      known.set(identity.user, identity);
    }
    return [...known.values()];
  }

  /**
   * Who asks, and what they may.
   *
   * @param service - the API that is asked, for the error of Google
   */
  authenticate(
    authorization: string | undefined,
    service?: string,
  ): { identity: Identity; permits: (permission: string) => boolean } {
    const known = this.read(authorization, service);
    return {
      identity: this.identityOf(known),
      permits: permission => permits(known, permission),
    };
  }

  private read(
    authorization: string | undefined,
    service?: string,
  ): EmulatorToken {
    const [, bearer] = /^Bearer\s+(\S+)$/i.exec(authorization ?? '') ?? [];
    if (!bearer) {
      throw authorization
        ? HubError.invalidCredentials(service)
        : HubError.missingCredentials(service);
    }
    const known = this.tokens.get(bearer);
    if (!known) {
      throw HubError.invalidCredentials(service);
    }
    return known;
  }

  private identityOf(token: EmulatorToken): Identity {
    const user = token.user ?? 'backstage@PROJECT.iam.gserviceaccount.com';
    return {
      user: user.replace('@PROJECT.', `@${this.projectId()}.`),
      groups: token.groups ?? [],
      access: token.access ?? (token.user ? undefined : 'reader'),
      impersonated: token.impersonated ?? true,
    };
  }
}

function permits({ denied }: EmulatorToken, permission: string): boolean {
  return !denied?.some(pattern => covers(pattern, permission));
}
