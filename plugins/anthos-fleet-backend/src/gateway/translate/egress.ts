import type { ObservedEgress } from 'backstage-plugin-anthos-fleet-common';
import { asList, asTime, asWord, compact, field } from '../../google/json';
import { nameAt } from './strict';
import { readSelector, readTexts } from './selectors';

const MAX_LISTENERS = 50;
const MAX_HOSTS = 100;

/**
 * Translates a Sidecar or a ServiceEntry.
 *
 * @returns undefined when it does not say its name, and for a ServiceEntry that declares a service
 * of the mesh
 */
export function translateEgress(
  raw: unknown,
  kind: ObservedEgress['kind'],
): ObservedEgress | undefined {
  const name = nameAt(raw, 'name');
  const namespace = nameAt(raw, 'namespace');
  const spec = field(raw, 'spec');
  if (
    !name ||
    !namespace ||
    (kind === 'ServiceEntry' && field(spec, 'location') === 'MESH_INTERNAL')
  ) {
    return undefined;
  }
  const hosts =
    kind === 'ServiceEntry'
      ? readTexts(field(spec, 'hosts'), MAX_HOSTS) ?? []
      : asList(field(spec, 'egress'), MAX_LISTENERS).flatMap(
          listener => readTexts(field(listener, 'hosts'), MAX_HOSTS) ?? [],
        );
  return compact<ObservedEgress>({
    kind,
    namespace,
    name,
    createdAt: asTime(field(raw, 'metadata', 'creationTimestamp')),
    selector: readSelector(field(spec, 'workloadSelector', 'labels')),
    hosts: [...new Set(hosts)].slice(0, MAX_HOSTS),
    outbound: asWord(field(spec, 'outboundTrafficPolicy', 'mode')),
  });
}
