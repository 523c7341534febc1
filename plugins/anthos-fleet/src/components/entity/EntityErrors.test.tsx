import { screen, within } from '@testing-library/react';
import { entityStatusOf, errorGroup } from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import { EntityErrors } from './EntityErrors';

it('tells an error that has healed from one that is open', async () => {
  const open = errorGroup();
  const healed = errorGroup('quota', {
    fingerprint: 'healed',
    headline: 'Repository not found',
    open: false,
  });
  const { container } = renderFleet(
    <EntityErrors
      status={{
        ...entityStatusOf([]),
        errors: [open, healed],
        totalErrorGroups: 1,
      }}
    />,
  );
  const itemOf = (headline: string) =>
    screen.getByText(headline).closest('li')!;
  await screen.findByText('Repository not found');
  expect(
    within(itemOf('Repository not found')).getByText('healed'),
  ).toBeVisible();
  expect(
    itemOf('Repository not found').querySelector('[data-tone="good"]'),
  ).not.toBeNull();
  expect(within(itemOf(open.headline)).queryByText('healed')).toBeNull();
  expect(await axeViolations(container)).toEqual([]);
});
