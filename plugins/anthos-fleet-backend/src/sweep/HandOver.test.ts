import { HandOver } from './HandOver';

/** A step that ends when it is told to. */
class Step {
  readonly begun: number[] = [];
  readonly #ends = new Map<number, () => void>();

  readonly begin = (item: number) => {
    this.begun.push(item);
    return new Promise<void>(resolve => this.#ends.set(item, resolve));
  };

  async end(item: number) {
    this.#ends.get(item)?.();
    await new Promise(setImmediate);
  }
}

async function start(places: { first: number; second: number }, count: number) {
  const handOver = new HandOver(places);
  const first = new Step();
  const second = new Step();
  const runs = Array.from({ length: count }, (_, item) =>
    handOver.run(async () => {
      await first.begin(item);
      return item;
    }, second.begin),
  );
  await new Promise(setImmediate);
  return { first, second, runs };
}

describe('HandOver', () => {
  it('gives a place in the first step away while the second works', async () => {
    const { first, second } = await start({ first: 1, second: 1 }, 2);
    await first.end(0);
    expect(second.begun).toEqual([0]);
    expect(first.begun).toEqual([0, 1]);
  });

  it('keeps the place while there is none in the second step', async () => {
    const { first, second } = await start({ first: 1, second: 1 }, 4);
    await first.end(0);
    await first.end(1);
    // The second of them waits for the first to be written, and nobody comes after it.
    expect(first.begun).toEqual([0, 1]);
    expect(second.begun).toEqual([0]);

    await second.end(0);
    expect(second.begun).toEqual([0, 1]);
    expect(first.begun).toEqual([0, 1, 2]);
  });

  it('is done when both steps are', async () => {
    const { first, second, runs } = await start({ first: 2, second: 1 }, 1);
    const done = jest.fn();
    void runs[0].then(done);
    await first.end(0);
    expect(done).not.toHaveBeenCalled();
    await second.end(0);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('has no second step for what ends with the first', async () => {
    const handOver = new HandOver({ first: 1, second: 1 });
    const second = jest.fn();
    await handOver.run(async () => undefined, second);
    expect(second).not.toHaveBeenCalled();
  });

  it('frees the places of what fails', async () => {
    const handOver = new HandOver({ first: 1, second: 1 });
    const fail = async () => {
      throw new Error('broken');
    };
    await expect(handOver.run(fail, fail)).rejects.toThrow('broken');
    await expect(handOver.run(async () => 1, fail)).rejects.toThrow('broken');
    const second = jest.fn(async () => {});
    await handOver.run(async () => 2, second);
    expect(second).toHaveBeenCalledWith(2);
  });
});
