import '../../__testUtils__/wideScreen';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RolloutList } from 'backstage-plugin-anthos-fleet-common';
import { useLocation } from 'react-router-dom';
import { responseError } from '../../__fixtures__';
import { heldBack, rollout } from '../../__fixtures__/rollouts';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import { RolloutsContent } from './RolloutsContent';

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

const TWO: RolloutList = {
  items: [heldBack, rollout()],
  totalItems: 2,
  states: [
    { state: 'held-back', total: 1 },
    { state: 'same', total: 1 },
  ],
};

function show(at = '/fleet/rollouts', list: RolloutList = TWO) {
  const getRollouts = jest.fn().mockResolvedValue(list);
  const rendered = renderFleet(
    <>
      <RolloutsContent />
      <Address />
    </>,
    { at, api: { getRollouts } },
  );
  return { ...rendered, getRollouts };
}

describe('RolloutsContent', () => {
  it('says first whether the same commit is everywhere', async () => {
    const { container } = show();
    expect(
      await screen.findByRole('link', {
        name: '1 of 2 sources is not the same everywhere.',
      }),
    ).toHaveAttribute(
      'href',
      '/fleet/rollouts?state=held-back&state=rolling-out',
    );
    expect(
      screen.getByRole('link', { name: '1 is held back by errors.' }),
    ).toHaveAttribute('href', '/fleet/rollouts?state=held-back');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('links each commit to the syncs that have it', async () => {
    show();
    const link = await screen.findByRole('link', { name: 'on 1 cluster' });
    expect(link).toHaveAttribute(
      'href',
      '/fleet/syncs?commit=9f8e7d6c5b4a39281706f5e4d3c2b1a098765432&source=shop',
    );
    const row = within(link.closest('tr')!);
    expect(row.getByText('held back')).toBeVisible();
    expect(row.getByText('1 of 3 clusters is behind')).toBeVisible();
    expect(row.getByText('newest')).toBeVisible();
    expect(row.getByRole('link', { name: '9f8e7d6' })).toHaveAttribute(
      'href',
      expect.stringContaining('/kartnord/shop/commit/9f8e7d6'),
    );
    expect(row.getByRole('link', { name: '3' })).toHaveAttribute(
      'href',
      '/fleet/syncs?source=shop',
    );
  });

  it('says how far each commit is behind', async () => {
    const [newest, old] = heldBack.commits;
    show('/fleet/rollouts', {
      items: [
        {
          ...heldBack,
          commits: [
            newest,
            {
              ...old,
              behind: { commits: 100, atLeast: true },
            },
          ],
        },
      ],
      totalItems: 1,
      states: [{ state: 'held-back', total: 1 }],
    });
    expect(
      await screen.findByText('at least 100 commits behind'),
    ).toBeVisible();
  });

  it('does not show as good what is not known', async () => {
    show('/fleet/rollouts', {
      items: [rollout({ state: 'unknown', lastKnownClusters: 2 })],
      totalItems: 1,
      states: [{ state: 'unknown', total: 1 }],
    });
    const grid = within(await screen.findByRole('grid', { name: 'Rollouts' }));
    const word = await grid.findByText('not known');
    expect(word.closest('[data-tone]')).toHaveAttribute('data-tone', 'unknown');
    expect(grid.getByText('2 clusters were not read lately')).toBeVisible();
  });

  it('asks for what the address says, and keeps the sort there', async () => {
    const { getRollouts } = show(
      '/fleet/rollouts?state=held-back&repo=https://github.com/kartnord/shop',
    );
    await screen.findByText('2 sources');
    expect(getRollouts.mock.calls[0][0]).toEqual({
      state: ['held-back'],
      repo: ['https://github.com/kartnord/shop'],
      sort: 'state',
      order: 'asc',
      limit: 25,
    });
    await userEvent.click(
      screen.getByRole('columnheader', { name: /Clusters/ }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('address').textContent).toContain(
        'sort=clusters',
      ),
    );
  });

  it('says why there is nothing', async () => {
    show('/fleet/rollouts', { items: [], totalItems: 0, states: [] });
    expect(await screen.findByText('No sources to show')).toBeVisible();
  });

  it('names the permission when it is refused', async () => {
    renderFleet(<RolloutsContent />, {
      at: '/fleet/rollouts',
      api: {
        getRollouts: async () => {
          throw await responseError(403, 'NotAllowedError', 'Unauthorized');
        },
      },
    });
    expect(
      await screen.findByText('anthosFleet.packageSync.read'),
    ).toBeVisible();
  });
});
