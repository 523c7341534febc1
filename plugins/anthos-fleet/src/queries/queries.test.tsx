import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { onlineManager } from '@tanstack/react-query';
import { act, fireEvent, screen } from '@testing-library/react';
import {
  cluster,
  entityStatusOf,
  errorGroup,
  overviewOf,
  responseError,
} from '../__fixtures__';
import { demoEntity, renderFleet } from '../__testUtils__/render';
import { EntityFleetCard } from '../components/entity/EntityFleetCard';
import { EntityFleetContent } from '../components/entity/EntityFleetContent';
import { ErrorsContent } from '../components/errors/ErrorsContent';
import { OverviewContent } from '../components/overview/OverviewContent';

beforeEach(() => {
  jest.useFakeTimers({ advanceTimers: true });
});

afterEach(() => {
  jest.useRealTimers();
});

const wait = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

it('asks once for all cards of an entity', async () => {
  const getEntityStatus = jest.fn(async () => entityStatusOf([cluster()]));
  renderFleet(
    <>
      <EntityFleetCard />
      <EntityFleetCard />
      <EntityFleetContent />
    </>,
    { entity: demoEntity('grunnbok'), api: { getEntityStatus } },
  );
  expect(
    await screen.findAllByText('Runs on onprem-prod, in sync.'),
  ).toHaveLength(3);
  expect(getEntityStatus).toHaveBeenCalledTimes(1);
});

it('looks again every half minute and changes values in place', async () => {
  const getOverview = jest
    .fn()
    .mockResolvedValueOnce(overviewOf([cluster()]))
    .mockResolvedValue(overviewOf([cluster(), cluster({ name: 'b' })]));
  renderFleet(<OverviewContent />, { api: { getOverview } });
  expect(await screen.findByText(/^One cluster, On-prem/)).toBeVisible();
  await wait(31_000);
  expect(await screen.findByText(/^2 clusters, all On-prem/)).toBeVisible();
  expect(getOverview).toHaveBeenCalledTimes(2);
});

it('keeps what is there when a later look fails, and says so', async () => {
  const getEntityStatus = jest
    .fn()
    .mockResolvedValueOnce(entityStatusOf([cluster()]))
    .mockRejectedValue(await responseError(400, 'InputError', 'Oh no'));
  renderFleet(<EntityFleetCard />, {
    entity: demoEntity('grunnbok'),
    api: { getEntityStatus },
  });
  expect(
    await screen.findByText('Runs on onprem-prod, in sync.'),
  ).toBeVisible();
  await wait(31_000);
  expect(
    await screen.findByText(
      /The latest values could not be fetched \(The portal answered with an error\)/,
    ),
  ).toBeVisible();
  expect(screen.getByText('Runs on onprem-prod, in sync.')).toBeVisible();
});

describe('in a portal with signals', () => {
  function signalsInMemory() {
    const heard: Record<string, ((message: never) => void)[]> = {};
    const signals: SignalApi = {
      subscribe: (channel, onMessage) => {
        heard[channel] = [...(heard[channel] ?? []), onMessage];
        return {
          unsubscribe: () => {
            heard[channel] = heard[channel].filter(item => item !== onMessage);
          },
        };
      },
    };
    const tell = (message: object) =>
      act(async () => {
        heard['anthos-fleet']?.forEach(listener => listener(message as never));
      });
    return { signals, heard, tell };
  }

  it('asks again when it is told of a change, once for many', async () => {
    const getOverview = jest
      .fn()
      .mockResolvedValueOnce(overviewOf([cluster()]))
      .mockResolvedValue(overviewOf([cluster(), cluster({ name: 'b' })]));
    const { signals, heard, tell } = signalsInMemory();
    const { unmount } = renderFleet(
      <>
        <OverviewContent />
        <EntityFleetCard />
      </>,
      {
        entity: demoEntity('grunnbok'),
        api: { getOverview },
        apis: [[signalApiRef, signals]],
      },
    );
    expect(await screen.findByText(/^One cluster, On-prem/)).toBeVisible();
    expect(screen.getByText('every 30 seconds')).toBeVisible();
    for (let i = 0; i < 20; i++) {
      await tell({ type: 'changed', fleet: 'a', at: String(i) });
    }
    expect(await screen.findByText('live')).toBeVisible();
    await wait(5_000);
    expect(await screen.findByText(/^2 clusters, all On-prem/)).toBeVisible();
    expect(getOverview).toHaveBeenCalledTimes(2);
    unmount();
    expect(heard['anthos-fleet']).toEqual([]);
  });

  it('looks by itself less often while it is told, and as before when it is not', async () => {
    const getOverview = jest.fn(async () => overviewOf([cluster()]));
    const { signals, tell } = signalsInMemory();
    renderFleet(<OverviewContent />, {
      api: { getOverview },
      apis: [[signalApiRef, signals]],
    });
    await screen.findByText(/^One cluster, On-prem/);
    await tell({ type: 'changed' });
    await wait(5_000);
    expect(getOverview).toHaveBeenCalledTimes(2);
    await wait(110_000);
    expect(getOverview).toHaveBeenCalledTimes(2);
    await wait(15_000);
    expect(getOverview).toHaveBeenCalledTimes(3);
    await wait(10 * 60_000);
    expect(
      screen.getByText('live updates lost, looks every 30 seconds'),
    ).toBeVisible();
    const before = getOverview.mock.calls.length;
    await wait(91_000);
    expect(getOverview.mock.calls.length - before).toBe(3);
  });

  it('says soon that it is not told any more, and that it is again', async () => {
    const { signals, tell } = signalsInMemory();
    renderFleet(<OverviewContent />, {
      api: { getOverview: async () => overviewOf([cluster()]) },
      apis: [[signalApiRef, signals]],
    });
    await screen.findByText(/^One cluster, On-prem/);
    await tell({ type: 'swept' });
    await wait(25_000);
    await tell({ type: 'swept' });
    await wait(70_000);
    expect(screen.getByText('live')).toBeVisible();
    await wait(10_000);
    const status = screen.getByText(
      'live updates lost, looks every 30 seconds',
    ).parentElement;
    expect(status).toHaveAttribute('role', 'status');
    await tell({ type: 'swept' });
    expect(screen.getByText('live')).toBeVisible();
    expect(status).toBeInTheDocument();
    expect(status).toBeEmptyDOMElement();
  });

  it('does not call itself live while the portal does not answer', async () => {
    const getOverview = jest
      .fn()
      .mockResolvedValueOnce(overviewOf([cluster()]))
      .mockRejectedValue(new TypeError('Failed to fetch'));
    const { signals, tell } = signalsInMemory();
    renderFleet(<OverviewContent />, {
      api: { getOverview },
      apis: [[signalApiRef, signals]],
    });
    await screen.findByText(/^One cluster, On-prem/);
    await tell({ type: 'changed' });
    expect(screen.getByText('live')).toBeVisible();
    await wait(10_000);
    expect(
      screen.getByText('no connection to the portal, tries again by itself'),
    ).toBeVisible();
    expect(screen.queryByText('live')).not.toBeInTheDocument();
    expect(screen.getByText(/^One cluster, On-prem/)).toBeVisible();
    getOverview.mockResolvedValue(
      overviewOf([cluster(), cluster({ name: 'b' })]),
    );
    await wait(40_000);
    expect(await screen.findByText(/^2 clusters, all On-prem/)).toBeVisible();
    expect(
      screen.queryByText(/^no connection to the portal/),
    ).not.toBeInTheDocument();
  });

  it('says so when the browser is offline, and looks when it is back', async () => {
    const getOverview = jest.fn(async () => overviewOf([cluster()]));
    renderFleet(<OverviewContent />, { api: { getOverview } });
    await screen.findByText(/^One cluster, On-prem/);
    act(() => onlineManager.setOnline(false));
    try {
      expect(
        screen.getByText('no connection to the portal, tries again by itself'),
      ).toBeVisible();
      await wait(61_000);
      expect(getOverview).toHaveBeenCalledTimes(1);
    } finally {
      act(() => onlineManager.setOnline(true));
    }
    await wait(1_000);
    expect(getOverview).toHaveBeenCalledTimes(2);
    expect(screen.getByText('every 30 seconds')).toBeVisible();
  });

  it('lets new causes wait, and says how many there are', async () => {
    const list = (...fingerprints: string[]) => ({
      items: fingerprints.map(fingerprint => errorGroup(fingerprint)),
      totalItems: fingerprints.length,
      totalPackageSyncs: fingerprints.length,
      totalClusters: fingerprints.length,
    });
    const getSyncErrors = jest
      .fn()
      .mockResolvedValueOnce(list('quota'))
      .mockResolvedValue(list('odd', 'unknown-kind', 'quota', 'no-source'));
    const { signals, tell } = signalsInMemory();
    renderFleet(<ErrorsContent />, {
      api: { getSyncErrors },
      apis: [[signalApiRef, signals]],
    });
    expect(
      await screen.findByText(/quota exceeded/, { selector: 'a' }),
    ).toBeVisible();
    await tell({ type: 'changed' });
    await wait(5_000);
    expect(
      await screen.findByRole('button', { name: '3 new. Show them' }),
    ).toBeVisible();
    expect(screen.queryByText(/guard.kartnord.no/)).not.toBeInTheDocument();
  });

  it('keeps the clusters of an entity where they are, and says that it is told', async () => {
    const named = (...names: string[]) =>
      entityStatusOf(names.map(name => cluster({ name })));
    const getEntityStatus = jest
      .fn()
      .mockResolvedValueOnce(named('b', 'c'))
      .mockResolvedValue(named('a', 'b', 'c'));
    const { signals, tell } = signalsInMemory();
    renderFleet(<EntityFleetContent />, {
      entity: demoEntity('grunnbok'),
      api: { getEntityStatus },
      apis: [[signalApiRef, signals]],
    });
    const shown = () =>
      screen
        .getAllByRole('link', { name: /^[abc]$/ })
        .map(({ textContent }) => textContent);
    expect(await screen.findByText('every 30 seconds')).toBeVisible();
    expect(shown()).toEqual(['b', 'c']);
    await tell({ type: 'changed' });
    expect(screen.getByText('live')).toBeVisible();
    await wait(5_000);
    const button = await screen.findByRole('button', {
      name: '1 new. Show it',
    });
    expect(button.closest('[role="status"]')).toBeInTheDocument();
    expect(shown()).toEqual(['b', 'c']);
    fireEvent.click(button);
    expect(shown()).toEqual(['a', 'b', 'c']);
  });
});
