import type { NamespaceOnCluster } from 'backstage-plugin-anthos-fleet-common';
import { cluster, entityStatusOf } from '../__fixtures__';
import { english } from '../__testUtils__/words';
import { meshPlaces, meshSentence } from './entityMesh';

const without = cluster({ name: 'without', mesh: undefined });
const withMesh = cluster({
  name: 'with',
  mesh: { state: 'active', errorCount: 0, warningCount: 0 },
});
const at = (
  { ref }: { ref: string },
  meshInjection: NamespaceOnCluster['meshInjection'],
): NamespaceOnCluster => ({
  cluster: ref,
  name: 'maps',
  state: 'synced',
  meshInjection,
});
const placesOf = (...namespacesOnClusters: NamespaceOnCluster[]) =>
  meshPlaces(entityStatusOf([without, withMesh], { namespacesOnClusters }));

it.each<[string, NamespaceOnCluster[], string[]]>([
  ['no mesh at all', [at(without, 'none')], []],
  ['a mesh that it is not in', [at(withMesh, 'none')], ['with']],
  ['a label without a mesh', [at(without, 'enabled')], ['without']],
  [
    'a mesh on one of its clusters',
    [at(withMesh, 'enabled'), at(without, 'none')],
    ['with', 'without'],
  ],
  [
    'a cluster that is not among those shown',
    [at({ ref: 'p/l/gone' }, 'enabled')],
    [],
  ],
])('finds the places for %s', (_, namespaces, expected) => {
  expect(placesOf(...namespaces).map(({ cluster: { name } }) => name)).toEqual(
    expected,
  );
});

it.each<[NamespaceOnCluster[], string]>([
  [[at(withMesh, 'enabled')], 'Its namespaces are in the mesh.'],
  [
    [at(withMesh, 'enabled'), at(without, 'enabled')],
    'In the mesh on all 2 clusters.',
  ],
  [
    [at(withMesh, 'enabled'), at(without, 'none')],
    'In the mesh on 1 of 2 clusters.',
  ],
  [
    [at(withMesh, 'enabled'), at(withMesh, 'disabled')],
    'Not all of its namespaces are in the mesh.',
  ],
  [
    [at(withMesh, 'conflicting'), at(without, 'none')],
    'In the mesh on none of its 2 clusters.',
  ],
])('says %#', (namespaces, expected) => {
  expect(meshSentence(english, placesOf(...namespaces))).toBe(expected);
});
