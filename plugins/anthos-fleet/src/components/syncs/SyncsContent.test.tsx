import '../../__testUtils__/wideScreen';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import {
  failing,
  FakeFleet,
  GatewayFleet,
  packageSync,
  responseError,
} from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import type { AnthosFleetApi } from '../../api';
import { SyncsContent } from './SyncsContent';

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

function show(
  at = '/fleet/syncs',
  api: Partial<AnthosFleetApi> = {},
  fleet: FakeFleet = new GatewayFleet(),
) {
  const getPackageSyncs = jest.fn(
    api.getPackageSyncs ?? (query => fleet.getPackageSyncs(query)),
  );
  const rendered = renderFleet(
    <>
      <SyncsContent />
      <Address />
    </>,
    { at, fleet, api: { ...api, getPackageSyncs } },
  );
  return { ...rendered, getPackageSyncs };
}

const address = () => screen.getByLabelText('address').textContent;
const rows = () =>
  within(screen.getByRole('grid', { name: 'Syncs' })).getAllByRole('rowheader');

describe('SyncsContent', () => {
  it('says how the syncs are, and lists the worst first', async () => {
    const { container } = show();
    expect(
      await screen.findByRole('link', { name: '5 have errors.' }),
    ).toHaveAttribute('href', '/fleet/syncs?state=error');
    expect(screen.getByRole('link', { name: '1 has stalled.' })).toBeVisible();
    const [first] = rows();
    expect(
      within(first).getByRole('link', { name: 'grunnbok-main' }),
    ).toHaveAttribute(
      'href',
      '/fleet/syncs/europe-north1-onprem-prod-grunnbok-main-repo-sync',
    );
    const row = first.closest('tr')!;
    expect(row).toHaveTextContent('sync error');
    expect(row).toHaveTextContent('Oslo DC1');
    expect(row).toHaveTextContent(/9f8e7d6behind since /);
    expect(within(row).getByRole('link', { name: '9f8e7d6' })).toHaveAttribute(
      'href',
      expect.stringContaining('/kartnord/grunnbok-main/commit/9f8e7d6'),
    );
    expect(within(row).getByRole('link', { name: '1 error' })).toHaveAttribute(
      'href',
      '/fleet/errors?cluster=kartnord-fleet%2Feurope-north1%2Fonprem-prod&namespace=grunnbok-main',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says what a sync waits for, and what is not live yet', async () => {
    show('/fleet/syncs?namespace=matrikkel&state=pending');
    expect(
      await screen.findByText('waits for its reconciler to start'),
    ).toBeVisible();
    expect(screen.getByText('nothing live yet')).toBeVisible();
  });

  it('asks the back end for what the address says', async () => {
    const { getPackageSyncs } = show(
      '/fleet/syncs?state=error&namespace=tinglysing&fingerprint=quota&sort=cluster&order=desc',
    );
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(getPackageSyncs).toHaveBeenCalledTimes(1);
    expect(getPackageSyncs.mock.calls[0][0]).toEqual({
      state: ['error'],
      namespace: ['tinglysing'],
      fingerprint: 'quota',
      sort: 'cluster',
      order: 'desc',
      limit: 25,
    });
    const active = within(screen.getByRole('grid', { name: 'Active filters' }));
    expect(active.getByText('With one certain error')).toBeVisible();
  });

  it('adds filters by text of the chosen kind', async () => {
    show();
    await screen.findByText('17 syncs');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Namespace' }),
      'matrikkel{Enter}',
    );
    await waitFor(() =>
      expect(address()).toBe('/fleet/syncs?namespace=matrikkel'),
    );
    expect(await screen.findByText('2 syncs')).toBeVisible();
  });

  it('sorts by what the reader clicks', async () => {
    show();
    await screen.findByText('17 syncs');
    await userEvent.click(
      screen.getByRole('columnheader', { name: /Cluster/ }),
    );
    await waitFor(() => expect(address()).toBe('/fleet/syncs?sort=cluster'));
  });

  it('pages by the cursor', async () => {
    const many = Array.from({ length: 45 }, (_, index) =>
      packageSync({ namespace: `ns-${index}` }),
    );
    show('/fleet/syncs', {}, new GatewayFleet(undefined, many));
    expect(await screen.findByText('1 to 25 of 45')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('26 to 45 of 45')).toBeVisible();
    expect(address()).toBe('/fleet/syncs?cursor=25&page=2');
  });

  it('shows what was known last as such', async () => {
    const old = packageSync({
      freshness: { ...packageSync().freshness, age: 'stale' },
    });
    show('/fleet/syncs', {}, new GatewayFleet(undefined, [old]));
    const word = await screen.findByText('last known: synced');
    expect(word.closest('[data-tone]')).toHaveAttribute('data-tone', 'unknown');
  });

  it('says where to look when no cluster is read', async () => {
    show('/fleet/syncs', {}, new FakeFleet());
    expect(await screen.findByText('No syncs to show')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'See the clusters' }),
    ).toHaveAttribute('href', '/fleet/clusters');
  });

  it('names the permission when it is refused', async () => {
    show('/fleet/syncs', {
      getPackageSyncs: async () => {
        throw await responseError(403, 'NotAllowedError', 'Unauthorized');
      },
    });
    expect(
      await screen.findByText('anthosFleet.packageSync.read'),
    ).toBeVisible();
  });
});

describe('the rows', () => {
  beforeEach(() => {
    jest.useFakeTimers({ advanceTimers: true });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('stay where they are when others come, until the reader asks', async () => {
    const sync = packageSync();
    const other = packageSync({ namespace: 'new-one', ...failing });
    const answer = (items: (typeof sync)[]) => ({
      items,
      totalItems: items.length,
      states: [{ state: 'synced' as const, total: items.length }],
    });
    const getPackageSyncs = jest
      .fn()
      .mockResolvedValueOnce(answer([sync]))
      .mockResolvedValue(answer([other, { ...sync, ...failing }]));
    show('/fleet/syncs', { getPackageSyncs });
    const grid = within(await screen.findByRole('grid', { name: 'Syncs' }));
    expect(await grid.findByText('synced')).toBeVisible();
    await act(() => jest.advanceTimersByTimeAsync(31_000));
    expect(await grid.findByText('sync error')).toBeVisible();
    expect(rows()).toHaveLength(1);
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    await user.click(screen.getByRole('button', { name: '1 new. Show it' }));
    expect(rows()[0]).toHaveTextContent('new-one');
  });
});
