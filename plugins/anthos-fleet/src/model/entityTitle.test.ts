import type { EntityPresentationApi } from '@backstage/plugin-catalog-react';
import { entityNamer, entityTitle, isEntityRef } from './entityTitle';

const portal = (primaryTitle: string): EntityPresentationApi => ({
  forEntity: () => {
    const snapshot = { entityRef: 'group:default/unused', primaryTitle };
    return { snapshot, promise: Promise.resolve(snapshot) };
  },
});

it.each([
  ['group:default/team-tiles', 'team-tiles'],
  ['group:maps/team-tiles', 'maps/team-tiles'],
  ['user:kari.nordmann', 'kari.nordmann'],
  ['team-tiles', 'team-tiles'],
  ['<b>: not a ref', '<b>: not a ref'],
])('calls %p %p in a portal without presentations', (ref, name) => {
  expect(entityNamer(undefined)(ref)).toBe(name);
});

it.each([
  ['group:default/team-tiles', true],
  ['Group:team-tiles', true],
  ['team-tiles', false],
  ['', false],
  ['not a ref:::', false],
  ['group:default/team tiles', false],
  ['group:default/a/b', false],
])('takes %p for a ref: %p', (text, expected) => {
  expect(isEntityRef(text)).toBe(expected);
});

it('calls an entity what the portal calls it', () => {
  expect(entityNamer(portal('Tiles'))('group:default/team-tiles')).toBe(
    'Tiles',
  );
});

it('cuts names that no sentence can hold', () => {
  const name = entityNamer(portal('x'.repeat(10_000)))('group:default/tiles');
  expect(name).toMatch(/^x{79}…$/);
});

it.each([
  ['tiles', 'The tiles', 'The tiles'],
  ['tiles', undefined, 'tiles'],
  ['tiles', '', 'tiles'],
  ['Tiles of the portal', 'The tiles', 'Tiles of the portal'],
])('says of %p with the title %p %p', (presented, title, name) => {
  expect(entityTitle(presented, 'component:default/tiles', title)).toBe(name);
});
