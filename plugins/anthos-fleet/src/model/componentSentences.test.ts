import type {
  EntitySummary,
  EntityComponents,
} from 'backstage-plugin-anthos-fleet-common';
import { componentsOf, demoComponents, entityComponent } from '../__fixtures__';
import { english, norwegian } from '../__testUtils__/words';
import { componentSentences } from './componentSentences';

const ok = (name: string) => entityComponent(name);
const nameOf = ({ entityRef, title }: EntitySummary) =>
  title ?? entityRef.split('/')[1];
const bad = (name: string, errors = 1) =>
  entityComponent(name, 'error', { totalErrorGroups: errors });

it.each<[string, EntitySummary[], Partial<EntityComponents>, string]>([
  ['nothing', [], {}, 'Nothing belongs to it that you may see.'],
  [
    'components without clusters',
    [],
    { total: 3, read: 3, withoutClusters: 3 },
    'None of its components names a cluster.',
  ],
  ['one in sync', [ok('a')], {}, 'Its one component on clusters is in sync.'],
  ['all in sync', [ok('a'), ok('b')], {}, 'All 2 components are in sync.'],
  [
    'one with an error',
    [bad('a')],
    {},
    'Its one component on clusters is not in sync. a has 1 error.',
  ],
  [
    'some with errors',
    [bad('a', 3), ok('b'), ok('c')],
    {},
    '2 of 3 components are in sync. a has 3 errors.',
  ],
  [
    'many with errors',
    [bad('a'), bad('b'), bad('c'), bad('d'), ok('e')],
    {},
    '1 of 5 components are in sync. a has 1 error. b has 1 error. 2 more have errors.',
  ],
  [
    'one that has stalled without a known cause',
    [entityComponent('a', 'stalled'), ok('b')],
    {},
    '1 of 2 components are in sync. a has sync errors.',
  ],
  [
    'all other states',
    [
      entityComponent('a', 'unknown'),
      entityComponent('b', 'pending'),
      entityComponent('c', 'reconciling'),
      entityComponent('d', 'not-installed'),
    ],
    {},
    'None of the 4 components is in sync. 2 are syncing. The state of 1 is not known now. Config Sync does not look after 1.',
  ],
])('says of %s', (_, items, changes, expected) => {
  expect(
    componentSentences(english, componentsOf(items, changes), nameOf).join(' '),
  ).toBe(expected);
});

it('speaks Norwegian', () => {
  expect(componentSentences(norwegian, demoComponents, nameOf).join(' ')).toBe(
    '8 av 11 komponenter er i synk. Grunnbok har 2 feil. 1 synker. Tilstanden til 1 er ikke kjent nå.',
  );
});
