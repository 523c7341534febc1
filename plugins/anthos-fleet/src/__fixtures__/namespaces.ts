import type {
  NamespaceOnCluster,
  NamespaceStatus,
} from 'backstage-plugin-anthos-fleet-common';

function on(
  cluster: string,
  name: string,
  owner: string | undefined,
): NamespaceOnCluster {
  return {
    cluster: `kartnord-fleet/europe-north1/${cluster}`,
    name,
    state: 'synced',
    meshInjection: 'none',
    ...(owner && { owner }),
  };
}

const TAKEN: Record<string, Partial<NamespaceStatus>> = {
  'tiles-main': { owners: ['group:default/team-tiles'] },
  'grunnbok-main': { owners: ['group:default/team-grunnbok'] },
  legacy: { owners: [] },
};

/** What the fleet knows of a namespace: three are taken, `half-known` is known on some clusters only. */
export function namespaceStatusOf(
  name: string,
  changes: Partial<NamespaceStatus> = {},
): NamespaceStatus {
  const taken = Object.hasOwn(TAKEN, name) ? TAKEN[name] : undefined;
  const owner = taken?.owners?.[0];
  return {
    name,
    clusters: taken
      ? ['onprem-prod', 'gcp-prod'].map(cluster => on(cluster, name, owner))
      : [],
    owners: [],
    unknownOn:
      name === 'half-known' ? ['kartnord-fleet/europe-north1/onprem-lab'] : [],
    totalUnknown: name === 'half-known' ? 3 : 0,
    ...taken,
    ...changes,
  };
}
