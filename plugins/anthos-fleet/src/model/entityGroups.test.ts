import { cluster, entityStatusOf } from '../__fixtures__';
import { entityGroups, someAreBehind } from './entityGroups';

const many = (count: number, name = 'c') =>
  Array.from({ length: count }, (_, index) =>
    cluster({ name: `${name}${index}` }),
  );
const broken = cluster({
  name: 'broken',
  configSync: { state: 'error', errorCount: 1 },
});
const gcp = cluster({ name: 'g', hosting: 'gcp' });

it('lists a few clusters one by one, by hosting, the worst first', () => {
  const groups = entityGroups(entityStatusOf([...many(2), broken, gcp]));
  expect(
    groups.map(group => [group.hosting, group.listed.map(item => item.name)]),
  ).toEqual([
    ['on-prem', ['broken', 'c0', 'c1']],
    ['gcp', ['g']],
  ]);
});

it('folds the healthy ones of many', () => {
  const [onPrem, cloud] = entityGroups(
    entityStatusOf([...many(37), broken, gcp]),
  );
  expect(onPrem.listed.map(item => item.name)).toEqual(['broken']);
  expect(onPrem.foldedTotal).toBe(37);
  expect(onPrem.foldedInSync).toBe(true);
  // One healthy cluster is shorter than a fold that hides it.
  expect(cloud.listed).toEqual([gcp]);
});

it('counts what the answer left out', () => {
  const status = entityStatusOf([broken, ...many(400)]);
  const [group] = entityGroups({
    ...status,
    clusters: status.clusters.slice(0, 200),
  });
  expect(group.total).toBe(401);
  expect(group.foldedTotal).toBe(400);
});

it('knows when it is worth saying which commit is the newest', () => {
  expect(someAreBehind(many(2))).toBe(false);
  expect(
    someAreBehind([
      cluster({ configSync: { ...cluster().configSync, commit: 'abc' } }),
    ]),
  ).toBe(true);
});
