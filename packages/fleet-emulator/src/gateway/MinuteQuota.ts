const MINUTE = 60_000;

/** Counts requests by the minute. */
export class MinuteQuota {
  private minute = 0;
  private count = 0;

  constructor(
    private readonly limit: number,
    private readonly now: () => number,
  ) {}

  /** Counts one more. False when it is one too many. */
  take(): boolean {
    const minute = Math.floor(this.now() / MINUTE);
    if (minute !== this.minute) {
      this.minute = minute;
      this.count = 0;
    }
    this.count += 1;
    return this.count <= this.limit;
  }
}
