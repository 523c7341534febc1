import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { rollout } from '../../__fixtures__/rollouts';
import { renderFleet } from '../../__testUtils__/render';
import type { AnthosFleetApi, RolloutQuery } from '../../api';
import { ExportButton } from './ExportButton';

const saved: Blob[] = [];

beforeEach(() => {
  saved.length = 0;
  URL.createObjectURL = blob => {
    saved.push(blob as Blob);
    return 'blob:test';
  };
  URL.revokeObjectURL = () => {};
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
});

afterEach(() => {
  jest.restoreAllMocks();
});

async function press(getRollouts: AnthosFleetApi['getRollouts']) {
  await renderFleet(
    <ExportButton
      query={{ state: ['held-back'], sort: 'clusters', cursor: 'page-3' }}
      list={{
        fileName: 'rollouts',
        columns: [
          {
            label: 'Directory',
            value: (row: { directory?: string }) => row.directory,
          },
        ],
        readPage: (api, query: RolloutQuery) => api.getRollouts(query),
      }}
    />,
    { api: { getRollouts } },
  );
  await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
}

describe('ExportButton', () => {
  it('takes all pages along as they are filtered, from the first', async () => {
    const getRollouts = jest
      .fn()
      .mockResolvedValueOnce({
        items: [rollout({ directory: '=cmd' })],
        totalItems: 2,
        states: [],
        nextCursor: 'two',
      })
      .mockResolvedValueOnce({
        items: [rollout({ directory: 'prod' })],
        totalItems: 2,
        states: [],
      });
    await press(getRollouts);
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(await saved[0].text()).toMatch(
      /^\uFEFF?Directory\r\n'=cmd\r\nprod\r\n$/,
    );
    const filtered = { state: ['held-back'], sort: 'clusters', limit: 500 };
    expect(getRollouts.mock.calls.map(([query]) => query)).toEqual([
      { ...filtered, cursor: undefined },
      { ...filtered, cursor: 'two' },
    ]);
  });

  it('says that rows are missing when there are more than it takes', async () => {
    const items = Array.from({ length: 500 }, () => rollout());
    await press(async () => ({
      items,
      totalItems: 7_000,
      states: [],
      nextCursor: 'more',
    }));
    expect(
      await screen.findByText(/has the first 5,000 of 7,000 rows/),
    ).toBeVisible();
    expect(saved).toHaveLength(1);
  });

  it('says why there is no file', async () => {
    await press(async () => {
      throw new Error('no connection');
    });
    expect(
      await screen.findByText('The file could not be made: no connection'),
    ).toBeVisible();
    expect(saved).toEqual([]);
  });
});
