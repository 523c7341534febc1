import { asList, field } from './json';
import { causesOf, innermostMessage } from './problems';

const CERTIFICATE =
  /^(CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_TLS_CERT)/;

/** The code of a network error, wherever in its causes it stands, as in `ECONNREFUSED`. */
export function networkCode(error: unknown): string | undefined {
  for (const cause of causesOf(error)) {
    // Of several addresses that were tried, the first is as good as any.
    const [first] = 'errors' in cause ? asList(cause.errors, 1) : [];
    const code = codeOf(cause) ?? codeOf(first);
    if (code) {
      return code;
    }
  }
  return undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = field(error, 'code');
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)
    ? code
    : undefined;
}

/** Whether an error is one of the network, as opposed to a fault of a program. */
export function isNetworkError(error: unknown): boolean {
  return (
    networkCode(error) !== undefined ||
    [...causesOf(error)].some(
      cause => 'message' in cause && cause.message === 'fetch failed',
    )
  );
}

/** The server showed a certificate that is not trusted: no retry can change that. */
export function isCertificateError(error: unknown): boolean {
  return CERTIFICATE.test(networkCode(error) ?? '');
}

/** A network error in words. */
export function describeNetworkError(error: unknown, host: string): string {
  const code = networkCode(error);
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${host} cannot be resolved (${code})`;
    case 'ECONNREFUSED':
      return `${host} refuses connections (${code})`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return `${host} closed the connection before it answered (${code})`;
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return `No connection to ${host} could be made in time (${code})`;
    case undefined:
      return `${host} cannot be reached: ${innermostMessage(error)}`;
    default:
      return isCertificateError(error)
        ? `The certificate of ${host} is not trusted (${code})`
        : `${host} cannot be reached (${code})`;
  }
}
