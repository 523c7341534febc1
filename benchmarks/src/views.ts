import type { Request } from './load';
import type { Portal } from './Portal';

const LONGEST_MS = 30_000;
const CUSTOM_RESOURCES = ['rootsyncs', 'reposyncs'].map(plural => ({
  group: 'configsync.gke.io',
  apiVersion: 'v1beta1',
  plural,
}));

/** One of the sides that are compared. */
export interface View {
  name: string;
  request: Request;
}

/** This suite, the Kubernetes plugin and the floor, in this order. */
export function viewsOf(portal: Portal): View[] {
  const { token } = portal;
  const api = `${portal.url}/api`;
  return [
    {
      name: 'this suite',
      request: {
        url: `${api}/anthos-fleet/entities/component/default/service`,
        token,
      },
    },
    {
      name: 'Kubernetes plugin',
      request: {
        url: `${api}/kubernetes/resources/custom/query`,
        token,
        method: 'POST',
        body: {
          entityRef: 'component:default/service',
          auth: {},
          customResources: CUSTOM_RESOURCES,
        },
      },
    },
    {
      name: 'floor',
      request: {
        url: `${api}/floor/entities/component/default/service`,
        token,
      },
    },
  ];
}

/** Asks once. */
export async function ask<T>({
  url,
  token,
  method,
  body,
}: Request): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  return (await response.json()) as T;
}
