import '../../__testUtils__/wideScreen';
import { mockApis } from '@backstage/frontend-test-utils';
import { storageApiRef } from '@backstage/frontend-plugin-api';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cluster } from '../../__fixtures__';
import { renderTold } from '../../__testUtils__/analytics';
import type { AnthosFleetApi } from '../../api';
import { ClustersContent } from '../clusters/ClustersContent';

const SECRET = 'only-for-my-eyes';

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const answerOf = (names: string[]) => ({
  items: names.map(name => cluster({ name })),
  totalItems: names.length,
  states: [],
});

describe('analytics of a list is told', () => {
  const showList = async (
    getClusters: AnthosFleetApi['getClusters'] = async () => answerOf(['b']),
  ) => {
    const told = renderTold(<ClustersContent />, {
      at: '/fleet/clusters',
      api: { getClusters },
    });
    await screen.findByRole('link', { name: 'b' });
    return told;
  };

  it('nothing of what the page does by itself', async () => {
    const storage = mockApis.storage();
    await storage
      .forBucket('anthos-fleet-columns')
      .set('clusters', ['name', 'sync']);
    const told = renderTold(<ClustersContent />, {
      at: '/fleet/clusters?hosting=nowhere&hosting=gcp&q=gcp&sort=secret&columns=secret',
      apis: [[storageApiRef, storage]],
    });
    expect(await screen.findByRole('link', { name: 'gcp-prod' })).toBeVisible();
    // What was chosen before has come into the address.
    await waitFor(() =>
      expect(screen.getAllByRole('columnheader')).toHaveLength(2),
    );
    expect(told.events()).toEqual([]);
  });

  it('which filter was used, and how many values it has', async () => {
    const told = await showList();
    await press(/Runs on/);
    await userEvent.click(screen.getByRole('option', { name: 'AWS' }));
    await userEvent.click(screen.getByRole('option', { name: 'Azure' }));
    await userEvent.keyboard('{Escape}');
    const filter = (subject: string, value: number) => ({
      action: 'filter',
      subject,
      value,
      attributes: undefined,
    });
    expect(told.events()).toEqual([filter('hosting', 1), filter('hosting', 2)]);
    await userEvent.click(
      within(screen.getByRole('row', { name: /AWS/ })).getByRole('button'),
    );
    await press('Clear filters');
    expect(told.events().slice(2)).toEqual([
      filter('hosting', 1),
      filter('all', 0),
    ]);
    // Where it happened is said as Backstage says it, with the list.
    expect(told.contexts()[0]).toMatchObject({ list: 'clusters' });
  });

  it('that something was looked for, but not what', async () => {
    const told = await showList();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Label' }),
      `${SECRET}{Enter}`,
    );
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search clusters' }),
      SECRET,
    );
    await waitFor(() =>
      expect(told.events()).toEqual([
        expect.objectContaining({ subject: 'label', value: 1 }),
        expect.objectContaining({ action: 'filter', subject: 'q', value: 1 }),
      ]),
    );
    expect(JSON.stringify(told.events())).not.toContain(SECRET);
  });

  it('which list a link was followed from', async () => {
    const told = await showList();
    await userEvent.click(screen.getByRole('link', { name: 'b' }));
    expect(told.events()[0]).toMatchObject({ action: 'click', subject: 'b' });
    expect(told.contexts()[0]).toMatchObject({ list: 'clusters' });
  });

  it('by what it was sorted', async () => {
    const told = await showList();
    await userEvent.click(screen.getByRole('columnheader', { name: /Sync/ }));
    expect(told.events()).toEqual([
      {
        action: 'sort',
        subject: 'syncState',
        attributes: { order: 'asc' },
        value: undefined,
      },
    ]);
  });

  it('which columns came and went', async () => {
    const told = await showList();
    await press('Columns');
    const choice = within(await screen.findByRole('dialog'));
    const nodes = choice.getByRole('checkbox', { name: 'Nodes' });
    await userEvent.click(nodes);
    await userEvent.click(nodes);
    await userEvent.click(choice.getByRole('checkbox', { name: 'Place' }));
    await userEvent.click(choice.getByRole('button', { name: 'As usual' }));
    expect(told.events()).toEqual(
      [
        { change: 'hide', column: 'nodes' },
        { change: 'show', column: 'nodes' },
        { change: 'hide', column: 'place' },
        { change: 'reset' },
      ].map(attributes => ({
        action: 'customize',
        subject: 'columns',
        attributes,
        value: undefined,
      })),
    );
  });

  it('that it was exported, once there is a file', async () => {
    URL.createObjectURL = () => 'blob:test';
    URL.revokeObjectURL = () => {};
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
    let fails = false;
    const told = await showList(async () => {
      if (fails) {
        throw new Error('gone');
      }
      return answerOf(['a', 'b']);
    });
    await press('Export CSV');
    const exported = {
      action: 'export',
      subject: 'clusters',
      attributes: { format: 'csv' },
      value: 2,
    };
    await waitFor(() => expect(told.events()).toEqual([exported]));
    fails = true;
    await press('Export CSV');
    await screen.findByText(/could not be made: gone/);
    expect(told.events()).toEqual([exported]);
  });

  it('how long a page was made', async () => {
    const told = await showList(async () => ({
      ...answerOf(['b']),
      totalItems: 60,
      nextCursor: 'next',
    }));
    await press(/Rows on a page/);
    await userEvent.click(screen.getByRole('option', { name: '50 rows' }));
    await waitFor(() =>
      expect(told.events()).toEqual([
        expect.objectContaining({
          action: 'customize',
          subject: 'rows',
          value: 50,
        }),
      ]),
    );
  });

  it('that the latest rows were wanted', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const told = await showList(
      jest
        .fn()
        .mockResolvedValueOnce(answerOf(['b']))
        .mockResolvedValue(answerOf(['a', 'b', 'c'])),
    );
    await act(() => jest.advanceTimersByTimeAsync(31_000));
    const button = await screen.findByRole('button', { name: /^2 new/ });
    expect(told.events()).toEqual([]);
    await userEvent
      .setup({ advanceTimers: jest.advanceTimersByTime })
      .click(button);
    expect(told.events()).toEqual([
      {
        action: 'show',
        subject: 'latest',
        value: 2,
        attributes: undefined,
      },
    ]);
  });
});
