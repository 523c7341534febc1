import { act, screen } from '@testing-library/react';
import {
  cluster,
  entityStatusOf,
  overviewOf,
  responseError,
} from '../__fixtures__';
import { demoEntity, renderFleet } from '../__testUtils__/render';
import { EntityFleetCard } from '../components/entity/EntityFleetCard';
import { EntityFleetContent } from '../components/entity/EntityFleetContent';
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
