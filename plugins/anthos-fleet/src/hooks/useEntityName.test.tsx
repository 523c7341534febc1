import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  entityPresentationApiRef,
  type EntityPresentationApi,
  type EntityRefPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { act, screen } from '@testing-library/react';
import { EntityName } from '../components/ui/EntityName';

/** A portal that knows an entity by its ref first, and by its title when the catalog answers. */
function slowPortal() {
  const asked: unknown[] = [];
  let tell: (snapshot: EntityRefPresentationSnapshot) => void = () => {};
  const api: EntityPresentationApi = {
    forEntity: entityOrRef => {
      asked.push(entityOrRef);
      const snapshot = {
        entityRef: String(entityOrRef),
        primaryTitle: 'team-tiles',
      };
      return {
        snapshot,
        promise: Promise.resolve(snapshot),
        update$: {
          [Symbol.observable]() {
            return this;
          },
          subscribe: (observer: unknown) => {
            tell = (observer as { next: typeof tell }).next;
            return { unsubscribe: () => {}, closed: false };
          },
        },
      };
    },
  };
  return {
    api,
    asked,
    tell: (primaryTitle: string) =>
      act(() => tell({ entityRef: 'group:default/team-tiles', primaryTitle })),
  };
}

it('shows the name that is there, and the better one when it comes', async () => {
  const portal = slowPortal();
  renderInTestApp(<EntityName entityRef="group:default/team-tiles" />, {
    apis: [[entityPresentationApiRef, portal.api]],
  });
  expect(await screen.findByText('team-tiles')).toBeVisible();
  expect(portal.asked).toEqual(['group:default/team-tiles']);
  portal.tell('Team Tiles');
  expect(await screen.findByText('Team Tiles')).toBeVisible();
});

it('asks the catalog nothing about a text that is no ref', async () => {
  const portal = slowPortal();
  renderInTestApp(<EntityName entityRef="nobody in particular" />, {
    apis: [[entityPresentationApiRef, portal.api]],
  });
  await screen.findByText('team-tiles');
  expect(portal.asked).toEqual([
    expect.objectContaining({ metadata: { name: 'nobody in particular' } }),
  ]);
});

it('shows the title that an answer brought until the portal says more', async () => {
  const portal = slowPortal();
  renderInTestApp(
    <EntityName entityRef="group:default/team-tiles" title="Tiles" />,
    { apis: [[entityPresentationApiRef, portal.api]] },
  );
  expect(await screen.findByText('Tiles')).toBeVisible();
  portal.tell('The team of tiles');
  expect(await screen.findByText('The team of tiles')).toBeVisible();
});
