import { HubError } from '../hub/errors';

/**
 * An access token that the emulator accepts.
 *
 * @public
 */
export interface EmulatorToken {
  token: string;
  /** Permissions that its owner lacks: `gkehub.features.get`, `gkehub.features.*` or `*`. */
  denied?: string[];
}

/**
 * The token that is accepted when no others are given.
 *
 * @public
 */
export const DEFAULT_TOKEN = 'emulator-token';

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

  constructor(tokens: ReadonlyArray<string | EmulatorToken>) {
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

  /** Throws the error that Google would answer with. */
  check(
    authorization: string | undefined,
    permission: string,
    resource: string,
  ): void {
    const [, bearer] = /^Bearer\s+(\S+)$/i.exec(authorization ?? '') ?? [];
    if (!bearer) {
      throw authorization
        ? HubError.invalidCredentials()
        : HubError.missingCredentials();
    }
    const known = this.tokens.get(bearer);
    if (!known) {
      throw HubError.invalidCredentials();
    }
    if (known.denied?.some(pattern => covers(pattern, permission))) {
      throw HubError.permissionDenied(permission, resource);
    }
  }
}
