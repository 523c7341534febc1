import { mockServices } from '@backstage/backend-test-utils';
import type { FleetReading } from 'backstage-plugin-anthos-fleet-common';
import {
  failedReading,
  fleetReading,
  FLEET,
  observedCluster,
} from '../__testUtils__/readings';
import type { FleetStore } from '../store';
import { recordingMetrics } from './__testUtils__/metrics';
import { FleetSweep } from './FleetSweep';
import { SweepMetrics } from './SweepMetrics';

const T0 = '2026-11-22T10:00:00.000Z';

function setup(readings: FleetReading[]) {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const store: jest.Mocked<Pick<FleetStore, 'recordReading'>> = {
    recordReading: jest
      .fn()
      .mockResolvedValue({ recorded: true, added: 0, changed: 0, removed: 0 }),
  };
  const onChange = jest.fn();
  const observer = { observeRegister: jest.fn() };
  const readFleet = jest.fn(async () => readings.shift()!);
  const sweep = new FleetSweep({
    fleet: FLEET,
    gateway: true,
    observer,
    reader: { readFleet },
    store: store as unknown as FleetStore,
    logger,
    metrics: new SweepMetrics(recordingMetrics().service),
    onChange,
    frequencyMs: 60_000,
    callDeadlineMs: 20_000,
    random: () => 0.5,
  });
  return { sweep, store, readFleet, logger, onChange, observer };
}

describe('FleetSweep', () => {
  it('writes what it read, with begin and end', async () => {
    const reading = fleetReading(T0, [observedCluster('a')]);
    const { sweep, store, observer } = setup([reading]);
    await sweep.run();
    expect(store.recordReading).toHaveBeenCalledWith(reading, {
      startedAt: expect.stringMatching(/Z$/),
      finishedAt: expect.stringMatching(/Z$/),
    });
    const [[, { startedAt }]] = store.recordReading.mock.calls;
    expect(observer.observeRegister.mock.calls).toEqual([
      [{ fleet: FLEET, at: startedAt, gateway: true, changed: false }],
    ]);
  });

  it('tells nobody of a reading that came too late', async () => {
    const { sweep, store, observer } = setup([fleetReading(T0, [])]);
    store.recordReading.mockResolvedValue({
      recorded: false,
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: 0,
    });
    await sweep.run();
    expect(observer.observeRegister).not.toHaveBeenCalled();
  });

  it('writes a failure as well', async () => {
    const reading = failedReading(T0, { outcome: 'timeout', message: 'Slow.' });
    const { sweep, store } = setup([reading]);
    await sweep.run();
    expect(store.recordReading.mock.calls[0][0]).toBe(reading);
  });

  it('writes nothing when the task lost its turn', async () => {
    const controller = new AbortController();
    const { sweep, store, readFleet } = setup([fleetReading(T0, [])]);
    controller.abort();
    await sweep.run(controller.signal);
    expect(readFleet).toHaveBeenCalledWith({ signal: controller.signal });
    expect(store.recordReading).not.toHaveBeenCalled();
  });

  it('lets a failure of the own database reach the scheduler', async () => {
    const { sweep, store } = setup([fleetReading(T0, [])]);
    store.recordReading.mockRejectedValue(new Error('disk full'));
    await expect(sweep.run()).rejects.toThrow('disk full');
  });

  it.each([
    [{ added: 0, changed: 0 }, 0],
    [{ added: 1, changed: 0 }, 1],
    [{ added: 0, changed: 2 }, 1],
  ])('after %j tells %i times that there is news', async (result, times) => {
    const { sweep, store, onChange } = setup([fleetReading(T0, [])]);
    store.recordReading.mockResolvedValue({
      recorded: true,
      removed: 0,
      unchanged: 0,
      ...result,
    });
    await sweep.run();
    expect(onChange).toHaveBeenCalledTimes(times);
  });

  it('logs a problem when it begins, changes and ends, not on every sweep', async () => {
    const slow = { outcome: 'timeout', message: 'Slow.' } as const;
    const forbidden = {
      outcome: 'forbidden',
      message: 'No.',
      remedy: 'Grant it.',
    } as const;
    const { sweep, logger } = setup([
      failedReading(T0, slow),
      failedReading(T0, slow),
      failedReading(T0, forbidden),
      fleetReading(T0, []),
      fleetReading(T0, []),
    ]);
    const warnings: number[] = [];
    for (let i = 0; i < 5; i++) {
      logger.warn.mockClear();
      await sweep.run();
      warnings.push(logger.warn.mock.calls.length);
    }
    expect(warnings).toEqual([4, 0, 4, 0, 0]);
    expect(logger.info).toHaveBeenCalledTimes(4);
  });

  it('is a global task with a limit, and begins at a random moment', async () => {
    const { sweep } = setup([]);
    const scheduler = mockServices.scheduler.mock();
    await sweep.schedule(scheduler);
    expect(scheduler.scheduleTask).toHaveBeenCalledWith(
      expect.objectContaining({
        id: `anthos-fleet-sweep-${FLEET}`,
        scope: 'global',
        frequency: { milliseconds: 60_000 },
        timeout: { milliseconds: 600_000 },
        initialDelay: { milliseconds: 2_500 },
      }),
    );
  });
});
