/** A time of day that can be put on and back. It goes on by itself, and timers do not notice. */
export class TestClock {
  readonly #real = Date;
  #offsetMs = 0;

  constructor() {
    const { now } = this;
    global.Date = class extends this.#real {
      constructor(...args: []) {
        super(...(args.length ? args : ([now()] as unknown as [])));
      }
      static now() {
        return now();
      }
    } as DateConstructor;
  }

  readonly now = () => this.#real.now() + this.#offsetMs;

  /** Puts the clock on, or back when negative. */
  jump(ms: number): void {
    this.#offsetMs += ms;
  }

  restore(): void {
    global.Date = this.#real;
  }
}
