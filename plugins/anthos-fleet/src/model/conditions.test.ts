import type { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import {
  isClusterPredicate,
  mayRunPredicate,
  namesClustersPredicate,
} from './conditions';

function entity(
  kind: string,
  annotations: Record<string, string> = {},
  relations: Entity['relations'] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'x', annotations },
    relations,
  };
}

const dependsOn = (targetRef: string) => [{ type: 'dependsOn', targetRef }];
const names = filterPredicateToFilterFunction(namesClustersPredicate);
const mayRun = filterPredicateToFilterFunction(mayRunPredicate);
const isCluster = filterPredicateToFilterFunction(isClusterPredicate);

it.each<[string, Entity, boolean, boolean, boolean]>([
  ['plain component', entity('Component'), false, true, false],
  ['plain system', entity('System'), false, false, false],
  [
    'component with clusters',
    entity('Component', { 'anthos-fleet/cluster': 'a' }),
    true,
    true,
    false,
  ],
  [
    'system with a selector',
    entity('System', { 'anthos-fleet/cluster-selector': 'a' }),
    true,
    true,
    false,
  ],
  [
    'component of the Kubernetes plugin',
    entity('Component', { 'backstage.io/kubernetes-cluster': 'a' }),
    true,
    true,
    false,
  ],
  [
    'component on a resource',
    entity('Component', {}, dependsOn('resource:default/a')),
    true,
    true,
    false,
  ],
  [
    'component on a component',
    entity('Component', {}, dependsOn('component:default/a')),
    false,
    true,
    false,
  ],
  [
    'cluster',
    entity('Resource', {
      'anthos-fleet/cluster-ref': 'p/l/n',
      'backstage.io/kubernetes-cluster': 'n',
    }),
    false,
    false,
    true,
  ],
  ['other resource', entity('Resource'), false, false, false],
])('%s', (_, item, card, tab, cluster) => {
  expect([names(item), mayRun(item), isCluster(item)]).toEqual([
    card,
    tab,
    cluster,
  ]);
});
