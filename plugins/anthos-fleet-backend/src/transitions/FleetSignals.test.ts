import { mockServices } from '@backstage/backend-test-utils';
import { FleetSignals } from './FleetSignals';

describe('FleetSignals', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  function setup(publish = jest.fn(async () => {})) {
    const logger = mockServices.logger.mock();
    const signals = new FleetSignals({
      signals: { publish },
      logger,
      intervalMs: 1_000,
    });
    return { signals, publish, logger };
  }

  it('tells everybody which fleet changed, and nothing of what changed', () => {
    const { signals, publish } = setup();
    signals.changed('acme-fleet');
    expect(publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'anthos-fleet',
          message: {
            type: 'changed',
            fleet: 'acme-fleet',
            at: expect.stringMatching(/Z$/),
          },
        },
      ],
    ]);
  });

  it('tells many changes of a fleet at once, and the last of them', async () => {
    const { signals, publish } = setup();
    for (let change = 0; change < 100; change += 1) {
      signals.changed('acme-fleet');
    }
    expect(publish).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(publish).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(publish).toHaveBeenCalledTimes(2);
    signals.changed('acme-fleet');
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('tells of a sweep that found nothing new, unless a change was just told', () => {
    const { signals, publish } = setup();
    signals.swept('acme-fleet');
    expect(publish).toHaveBeenLastCalledWith(
      expect.objectContaining({
        message: expect.objectContaining({ type: 'swept' }),
      }),
    );
    signals.changed('acme-fleet');
    signals.swept('acme-fleet');
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('keeps fleets apart', () => {
    const { signals, publish } = setup();
    signals.changed('acme-fleet');
    signals.changed('edge-fleet');
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('goes on when signals fail, and says so once', async () => {
    const publish = jest.fn(async () => {
      throw new Error('no signals');
    });
    const { signals, logger } = setup(publish);
    for (let change = 0; change < 3; change += 1) {
      signals.changed('acme-fleet');
      await jest.advanceTimersByTimeAsync(5_000);
    }
    expect(publish).toHaveBeenCalledTimes(3);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
