import { setImmediate } from 'node:timers/promises';

const STEPS_AT_A_TIME = 200;

/**
 * Lets long computations have their turn one after the other, each in steps between which the
 * process can answer requests: what is parsed of one large answer is gone before the next is.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(
    work: (step: () => Promise<void> | undefined) => Promise<T>,
  ): Promise<T> {
    let steps = 0;
    const step = () =>
      ++steps % STEPS_AT_A_TIME === 0 ? setImmediate() : undefined;
    const result = this.#last.then(() => work(step));
    this.#last = result.catch(() => {});
    return result;
  }
}
