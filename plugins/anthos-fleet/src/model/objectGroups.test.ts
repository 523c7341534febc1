import type { ManagedObject } from 'backstage-plugin-anthos-fleet-common';
import { objectTree } from './objectGroups';

const object = (
  name: string,
  status: ManagedObject['status'],
  kind = 'Service',
  group = '',
): ManagedObject => ({ name, status, kind, group });

it('puts those that need people first, and healthy ones by kind', () => {
  const tree = objectTree([
    object('a', 'current'),
    object('b', 'in-progress'),
    object('c', 'failed'),
    object('d', 'current', 'Deployment', 'apps'),
    object('e', 'failed'),
    object('f', 'sleeping' as 'unknown'),
  ]);
  expect(
    tree.unhealthy.map(({ status, objects }) => [
      status,
      objects.map(({ name }) => name),
    ]),
  ).toEqual([
    ['failed', ['c', 'e']],
    ['in-progress', ['b']],
    ['sleeping', ['f']],
  ]);
  expect(
    tree.healthy.map(({ kind, objects }) => [kind, objects.length]),
  ).toEqual([
    ['Deployment.apps', 1],
    ['Service', 1],
  ]);
  expect(tree.healthyTotal).toBe(2);
});
