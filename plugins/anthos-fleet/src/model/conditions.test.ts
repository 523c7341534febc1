import type { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import {
  hasComponentsPredicate,
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

const hasParts = filterPredicateToFilterFunction(hasComponentsPredicate);
const related = (type: string, targetRef: string) => [{ type, targetRef }];

it.each<[string, Entity, boolean]>([
  ['system without parts', entity('System'), false],
  [
    'system with a part',
    entity('System', {}, related('hasPart', 'component:default/a')),
    true,
  ],
  [
    'domain with a system',
    entity('Domain', {}, related('hasPart', 'system:default/a')),
    true,
  ],
  [
    'component with a part',
    entity('Component', {}, related('hasPart', 'component:default/a')),
    false,
  ],
  [
    'group that owns a component',
    entity('Group', {}, related('ownerOf', 'component:default/a')),
    true,
  ],
  [
    'group that owns an API',
    entity('Group', {}, related('ownerOf', 'api:default/a')),
    false,
  ],
  [
    'group above another',
    entity('Group', {}, related('parentOf', 'group:default/a')),
    true,
  ],
  [
    'user',
    entity('User', {}, related('ownerOf', 'component:default/a')),
    false,
  ],
])('%s has components: %s', (_, item, expected) => {
  expect([hasParts(item), mayRun(item)]).toEqual([
    expected,
    expected || item.kind === 'Component',
  ]);
});
