import { KubeError } from '../cluster/KubeError';
import { HubError } from '../hub/errors';

export const GATEWAY_SERVICE = 'connectgateway.googleapis.com';

const NOT_FOUND_PAGE = `<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <title>Error 404 (Not Found)!!1</title>
  <p><b>404.</b> <ins>That’s an error.</ins>
  <p>The requested URL was not found on this server. <ins>That’s all we know.</ins>
`;

const HEADER_PAGE = `<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <title>Error 431 (Request Header Fields Too Large)!!1</title>
  <p><b>431.</b> <ins>That’s an error.</ins>
  <p>Your client's request headers are too large. <ins>That’s all we know.</ins>
`;

/** An answer of the Gateway that is no answer of the cluster. */
export class GatewayError extends Error {
  constructor(
    readonly status: number,
    readonly contentType: string,
    readonly body: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(body);
    this.name = 'GatewayError';
  }

  /** How all of Google's APIs say no. */
  static google(error: HubError): GatewayError {
    return new GatewayError(
      error.code,
      'application/json; charset=UTF-8',
      error.toJson(),
      error.headers,
    );
  }

  /** How Kubernetes says no. */
  static kubernetes(error: KubeError): GatewayError {
    return new GatewayError(
      error.code,
      'application/json',
      JSON.stringify(error.toStatus()),
    );
  }

  /** A wrong address, a wrong collection, or an upgrade that Google does not do. */
  static notFound(): GatewayError {
    return new GatewayError(404, 'text/html; charset=UTF-8', NOT_FOUND_PAGE);
  }

  static headerTooLarge(): GatewayError {
    return new GatewayError(431, 'text/html; charset=UTF-8', HEADER_PAGE);
  }

  /** The cluster has no connection to Google at the moment. */
  static agentDisconnected(membership: string): GatewayError {
    return new GatewayError(
      503,
      'text/plain; charset=utf-8',
      `generic::unavailable: failed to dial to the cluster: the Connect agent of ${membership} is not connected\n`,
    );
  }

  static permissionDenied(
    permission: string,
    membership: string,
  ): GatewayError {
    const resource = `//gkehub.googleapis.com/${membership}`;
    return GatewayError.google(
      new HubError(
        'PERMISSION_DENIED',
        `Permission '${permission}' denied on resource '${resource}' (or it may not exist).`,
        [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'IAM_PERMISSION_DENIED',
            domain: 'iam.googleapis.com',
            metadata: { permission, resource: membership },
          },
        ],
      ),
    );
  }
}
