/** A name that is taken, or with `*` at its end a beginning of names, and whose it is. */
export interface ReservedNamespace {
  names: string;
  use: string;
}

const RESERVED: readonly ReservedNamespace[] = [
  { names: 'default', use: 'what is in no namespace of its own' },
  { names: 'kube-*', use: 'Kubernetes itself' },
  { names: 'istio-*', use: 'the mesh' },
  { names: 'asm-*', use: 'Cloud Service Mesh' },
  { names: 'gke-*', use: 'Google Kubernetes Engine' },
  { names: 'gmp-*', use: "Google's managed Prometheus" },
  { names: 'anthos-*', use: 'Google Distributed Cloud' },
  { names: 'config-management-*', use: 'Config Sync' },
  { names: 'resource-group-*', use: 'Config Sync' },
  { names: 'gatekeeper-*', use: 'Policy Controller' },
];

/** Says which reservation a name falls under, if any. */
export function reservedReason(
  name: string,
  more: readonly string[] = [],
): ReservedNamespace | undefined {
  return [
    ...RESERVED,
    ...more.map(names => ({ names, use: 'the platform' })),
  ].find(({ names }) =>
    names.endsWith('*') ? name.startsWith(names.slice(0, -1)) : name === names,
  );
}
