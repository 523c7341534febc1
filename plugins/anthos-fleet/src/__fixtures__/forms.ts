import type { Entity } from '@backstage/catalog-model';

function service(
  name: string,
  title: string,
  owner: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', title, annotations },
    spec: { type: 'service', lifecycle: 'production', owner },
  };
}

function group(name: string, displayName: string, email?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: {
      type: 'team',
      children: [],
      profile: { displayName, ...(email && { email }) },
    },
  };
}

const identity = (namespace: string, account: string) => ({
  'anthos-fleet/namespace': namespace,
  'anthos-fleet/service-account': account,
});

/** Services with and without an identity in the mesh, and groups with and without an address. */
export const formEntities: Entity[] = [
  service('tiles', 'Map tiles', 'group:default/team-tiles', {
    ...identity('tiles-main', 'tiles'),
  }),
  service('addresses', 'Addresses', 'group:default/team-grunnbok', {
    ...identity('grunnbok-main', 'addresses'),
  }),
  service('place-names', 'Place names', 'group:default/team-tiles', {
    ...identity('tiles-main', 'place-names'),
  }),
  service('batch', 'Nightly batch', 'group:default/team-tiles', {
    'anthos-fleet/namespace': 'tiles-main',
  }),
  group('team-grunnbok', 'Grunnbok', 'team-grunnbok@kartnord.example'),
  group('team-tiles', 'Tiles', 'team-tiles@kartnord.example'),
  group('team-field', 'Field work'),
];
