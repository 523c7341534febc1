import { mockServices } from '@backstage/backend-test-utils';
import { releasingTurn, triggerTask } from './tasks';

describe('triggerTask', () => {
  it('takes a task that runs already as an answer', async () => {
    const scheduler = mockServices.scheduler.mock();
    expect(await triggerTask(scheduler, 'sweep')).toBe(true);
    expect(scheduler.triggerTask).toHaveBeenCalledWith('sweep');
    const running = Object.assign(new Error(), { name: 'ConflictError' });
    scheduler.triggerTask.mockRejectedValueOnce(running);
    expect(await triggerTask(scheduler, 'sweep')).toBe(false);
    scheduler.triggerTask.mockRejectedValueOnce(new Error('no database'));
    await expect(triggerTask(scheduler, 'sweep')).rejects.toThrow(
      'no database',
    );
  });
});

describe('releasingTurn', () => {
  const failing = async () => {
    throw new Error('no database');
  };

  it('does not ask the database after work that went well', async () => {
    const ask = jest.fn();
    await releasingTurn(async () => {}, ask, new AbortController().signal);
    expect(ask).not.toHaveBeenCalled();
  });

  it('ends a task that failed when the database answers again', async () => {
    const ask = jest
      .fn()
      .mockRejectedValueOnce(new Error('still away'))
      .mockResolvedValueOnce([]);
    await expect(
      releasingTurn(failing, ask, new AbortController().signal),
    ).rejects.toThrow('no database');
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('ends when the turn is lost', async () => {
    const controller = new AbortController();
    const ask = jest.fn(async () => {
      controller.abort();
      throw new Error('still away');
    });
    await expect(
      releasingTurn(failing, ask, controller.signal),
    ).rejects.toThrow('no database');
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
