import { KubeError } from '../KubeError';
import { KubeUser } from '../rbac/Authorizer';

/**
 * A request to the API of one cluster by somebody who is known already.
 *
 * @public
 */
export interface KubeRequest {
  /** `GET` */
  method: string;
  /** `/api/v1/namespaces` */
  path: string;
  query: URLSearchParams;
  /** In lower case. */
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  user: KubeUser;
  /** Takes what admission warns of. */
  onWarning?: (message: string) => void;
}

/**
 * The whole of an answer, or the beginning of one that goes on.
 *
 * @public
 */
export interface KubeResponse {
  status: number;
  contentType: string;
  body: string;
  /** What the caller should know, for the header `Warning`. */
  warnings?: readonly string[];
  /** A watch: calls back with every further part of the body; returns what ends it. */
  follow?: (write: (text: string) => void, end: () => void) => () => void;
}

export function json(value: unknown, status = 200): KubeResponse {
  return {
    status,
    contentType: 'application/json',
    body: typeof value === 'string' ? value : JSON.stringify(value),
  };
}

export function failure(error: KubeError): KubeResponse {
  return json(error.toStatus(), error.code);
}

/** How Kubernetes answers an address that means nothing to it. */
export const PAGE_NOT_FOUND: KubeResponse = {
  status: 404,
  contentType: 'text/plain; charset=utf-8',
  body: '404 page not found\n',
};

export function text(body: string): KubeResponse {
  return { status: 200, contentType: 'text/plain; charset=utf-8', body };
}
