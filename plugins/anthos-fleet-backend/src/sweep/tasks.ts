import type { SchedulerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';

const ASK_AGAIN_MS = 500;

/**
 * Makes a task run as soon as a replica is free.
 *
 * @returns false when it is running already
 */
export async function triggerTask(
  scheduler: SchedulerService,
  id: string,
): Promise<boolean> {
  try {
    await scheduler.triggerTask(id);
    return true;
  } catch (error) {
    if (toError(error).name === 'ConflictError') {
      return false;
    }
    throw error;
  }
}

/**
 * Runs a task so that its turn can be given back in any case. The scheduler keeps turns in the
 * database; a task that ends while the database is away would keep its turn until it times out.
 *
 * @param ask - anything that only works when the database answers
 */
export async function releasingTurn(
  work: () => Promise<void>,
  ask: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    while (!signal.aborted && !(await works(ask))) {
      await sleep(ASK_AGAIN_MS, undefined, { signal }).catch(() => {});
    }
    throw error;
  }
}

async function works(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch {
    return false;
  }
}
