import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { cluster, FakeFleet, responseError } from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import type { AnthosFleetApi } from '../../api';
import { ClustersContent } from './ClustersContent';

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

function show(at = '/fleet/clusters', api: Partial<AnthosFleetApi> = {}) {
  const fleet = new FakeFleet();
  const getClusters = jest.fn(
    api.getClusters ?? (query => fleet.getClusters(query)),
  );
  const rendered = renderFleet(
    <>
      <ClustersContent />
      <Address />
    </>,
    { at, api: { ...api, getClusters } },
  );
  return { ...rendered, getClusters };
}

const address = () => screen.getByLabelText('address').textContent;
const names = () =>
  within(screen.getByRole('grid', { name: 'Clusters' }))
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);

describe('ClustersContent', () => {
  it('lists clusters with their place, state and age', async () => {
    const { container } = show();
    const row = (
      await screen.findByRole('link', { name: 'onprem-prod' })
    ).closest('tr')!;
    expect(row).toHaveTextContent(/Oslo DC1/);
    expect(row).toHaveTextContent(/sync error/);
    expect(row).toHaveTextContent(/9f8e7d6/);
    expect(within(row).getByRole('link', { name: '2 errors' })).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/onprem-prod',
    );
    expect(screen.getByText('14 clusters')).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('tells clusters of one name apart by where they are registered', async () => {
    show('/fleet/clusters?q=maps');
    expect(
      await screen.findByText('kartnord-fleet / europe-west1'),
    ).toBeVisible();
    expect(screen.getByText('kartnord-fleet / europe-north1')).toBeVisible();
  });

  it('asks the back end for what the address says', async () => {
    const { getClusters } = show(
      '/fleet/clusters?hosting=on-prem&syncState=error&label=env%3Dprod&sort=site&order=desc',
    );
    expect(
      await screen.findByRole('link', { name: 'onprem-prod' }),
    ).toBeVisible();
    expect(getClusters).toHaveBeenCalledTimes(1);
    expect(getClusters.mock.calls[0][0]).toEqual({
      hosting: ['on-prem'],
      syncState: ['error'],
      label: ['env=prod'],
      sort: 'site',
      order: 'desc',
      limit: 25,
    });
    expect(names()).toEqual(['onprem-prod']);
  });

  it('puts the search into the address once the typing rests', async () => {
    show();
    await screen.findByRole('link', { name: 'gcp-prod' });
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search clusters' }),
      'tromsø',
    );
    await waitFor(() =>
      expect(address()).toBe('/fleet/clusters?q=troms%C3%B8'),
    );
    await waitFor(() => expect(names()).toEqual(['edge-tromso']));
  });

  it('puts filters and sort into the address, and takes them out', async () => {
    show('/fleet/clusters?fleet=kartnord-fleet');
    await screen.findByRole('link', { name: 'gcp-prod' });
    await userEvent.click(screen.getByRole('columnheader', { name: /Sync/ }));
    await waitFor(() => expect(address()).toContain('sort=syncState'));
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Label' }),
      'env=dev{Enter}',
    );
    await waitFor(() => expect(address()).toContain('label=env%3Ddev'));
    await waitFor(() => expect(names()).toEqual(['gcp-dev', 'onprem-dev']));
    const active = screen.getByRole('grid', { name: 'Active filters' });
    expect(within(active).getAllByRole('row')).toHaveLength(2);
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() =>
      expect(address()).toBe('/fleet/clusters?sort=syncState'),
    );
  });

  it('pages by the cursor, forth and back', async () => {
    const many = new FakeFleet(
      Array.from({ length: 60 }, (_, index) =>
        cluster({ name: `c${String(index).padStart(3, '0')}` }),
      ),
    );
    show('/fleet/clusters', { getClusters: query => many.getClusters(query) });
    expect(await screen.findByText('1 to 25 of 60')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('26 to 50 of 60')).toBeVisible();
    expect(address()).toBe('/fleet/clusters?cursor=25&page=2');
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('51 to 60 of 60')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous page' }),
    );
    expect(await screen.findByText('26 to 50 of 60')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous page' }),
    );
    expect(await screen.findByText('1 to 25 of 60')).toBeVisible();
    expect(address()).toBe('/fleet/clusters');
  });

  it('makes a page as long as the reader wants it, and short again', async () => {
    const many = new FakeFleet(
      Array.from({ length: 60 }, (_, index) => cluster({ name: `c${index}` })),
    );
    const { container } = show('/fleet/clusters?cursor=25&page=2', {
      getClusters: query => many.getClusters(query),
    });
    expect(await screen.findByText('26 to 50 of 60')).toBeVisible();
    const choose = async (rows: string) => {
      await userEvent.click(
        screen.getByRole('button', { name: /Rows on a page/ }),
      );
      await userEvent.click(screen.getByRole('option', { name: rows }));
    };
    await choose('100 rows');
    expect(await screen.findByText('1 to 60 of 60')).toBeVisible();
    expect(address()).toBe('/fleet/clusters?rows=100');
    expect(names()).toHaveLength(60);
    expect(await axeViolations(container)).toEqual([]);
    await choose('25 rows');
    expect(await screen.findByText('1 to 25 of 60')).toBeVisible();
    expect(address()).toBe('/fleet/clusters');
    // What was pressed is there all the time.
    expect(
      screen.getByRole('button', { name: /Rows on a page/ }),
    ).toHaveFocus();
  });

  it('leads back to the first page where the way here is not known', async () => {
    show('/fleet/clusters?cursor=10&page=4');
    expect(
      await screen.findByRole('button', { name: 'First page' }),
    ).toBeEnabled();
  });

  it('says so when nothing matches', async () => {
    show('/fleet/clusters?q=nowhere');
    expect(await screen.findByText('No cluster matches')).toBeVisible();
  });

  it('says what happened when it fails', async () => {
    show('/fleet/clusters', {
      getClusters: async () => {
        throw await responseError(400, 'InputError', 'Bad cursor');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This could not be loaded',
    );
  });
});

describe('the rows', () => {
  beforeEach(() => {
    jest.useFakeTimers({ advanceTimers: true });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('stay where they are until the reader asks for the new ones', async () => {
    const before = [cluster({ name: 'b' })];
    const after = [
      cluster({ name: 'a' }),
      cluster({ name: 'b', configSync: { state: 'error', errorCount: 1 } }),
    ];
    const answer = (items: typeof before) => ({
      items,
      totalItems: items.length,
      states: [{ state: 'synced' as const, total: items.length }],
    });
    const getClusters = jest
      .fn()
      .mockResolvedValueOnce(answer(before))
      .mockResolvedValue(answer(after));
    show('/fleet/clusters', { getClusters });
    expect(await screen.findByRole('link', { name: 'b' })).toBeVisible();
    await act(() => jest.advanceTimersByTimeAsync(31_000));
    const button = await screen.findByRole('button', {
      name: '1 new. Show it',
    });
    expect(names()).toEqual(['b']);
    expect(
      within(screen.getByRole('grid')).getByText('sync error'),
    ).toBeVisible();
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    await user.click(button);
    expect(names()).toEqual(['a', 'b']);
  });
});
