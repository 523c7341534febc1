import pLimit from 'p-limit';

/**
 * Two steps with places of their own: so many do the first at the same time, so many the second.
 * Whoever is done with the first keeps its place there until it has one in the second, so that what
 * waits in between cannot pile up where the second is the slower one.
 */
export class HandOver {
  readonly #first: pLimit.Limit;
  readonly #second: pLimit.Limit;

  constructor(places: { first: number; second: number }) {
    this.#first = pLimit(places.first);
    this.#second = pLimit(places.second);
  }

  /**
   * @param first - undefined when there is nothing to do in the second step
   * @returns when both are done
   */
  async run<T>(
    first: () => Promise<T | undefined>,
    second: (result: T) => Promise<void>,
  ): Promise<void> {
    const handedOver = await this.#first(async () => {
      const result = await first();
      return result === undefined ? undefined : this.#begin(result, second);
    });
    await handedOver?.done;
  }

  /** Waits until the second step has begun, not until it is done. */
  async #begin<T>(
    result: T,
    second: (result: T) => Promise<void>,
  ): Promise<{ done: Promise<void> }> {
    return new Promise(resolve => {
      const done = this.#second(() => {
        resolve({ done });
        return second(result);
      });
    });
  }
}
