import { at, isKind, listOf, mapOf, textOf, type Path } from '../fields';
import type { CheckedObject } from '../types';

export const isVirtualService = (object: CheckedObject) =>
  isKind(object, 'networking.istio.io', 'VirtualService');
export const isDestinationRule = (object: CheckedObject) =>
  isKind(object, 'networking.istio.io', 'DestinationRule');

/** A name without dots means another service in every namespace. */
export const isShort = (host: string) => !/[.*]/.test(host);

/** The whole name of a service in the cluster. */
export function wholeHost(host: string, { namespace }: CheckedObject): string {
  return isShort(host) && namespace
    ? `${host}.${namespace}.svc.cluster.local`
    : host;
}

/** Where a route of a VirtualService leads to. */
export interface Destination {
  path: Path;
  host: string;
  subset?: string;
}

export function destinationsOf(service: CheckedObject): Destination[] {
  return ['http', 'tls', 'tcp'].flatMap(protocol =>
    listOf(at(service.value, ['spec', protocol])).flatMap((entry, e) =>
      listOf(at(entry, ['route'])).flatMap((route, r) => {
        const { host, subset } = mapOf(at(route, ['destination']));
        return typeof host === 'string'
          ? [
              {
                path: ['spec', protocol, e, 'route', r, 'destination'],
                host,
                subset: textOf(subset),
              },
            ]
          : [];
      }),
    ),
  );
}
