import type { Entity } from '@backstage/catalog-model';

function component(
  name: string,
  title: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', title, annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'team-grunnbok' },
  };
}

/** One entity for each state of the entity card. */
export const demoEntities: Entity[] = [
  component('grunnbok', 'Grunnbok', {
    'anthos-fleet/cluster': 'onprem-prod, gcp-prod, gcp-dev',
    'anthos-fleet/namespace': 'grunnbok-main',
  }),
  component('everywhere', 'Everywhere', {
    'anthos-fleet/cluster-selector': 'env',
  }),
  component('misspelt', 'Misspelt', {
    'anthos-fleet/cluster-selector': 'env in (prod',
  }),
  component('unannotated', 'Without annotations', {}),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'eiendom', namespace: 'default', title: 'Eiendom' },
    spec: { owner: 'team-grunnbok' },
    relations: [{ type: 'hasPart', targetRef: 'component:default/grunnbok' }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'onprem-prod',
      namespace: 'default',
      annotations: {
        'anthos-fleet/cluster-ref': 'kartnord-fleet/europe-north1/onprem-prod',
      },
    },
    spec: { type: 'kubernetes-cluster', owner: 'team-platform' },
  },
];
