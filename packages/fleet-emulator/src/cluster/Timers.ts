/** Timers that end with the cluster, and do not keep the program alive. */
export class Timers {
  private readonly running = new Set<NodeJS.Timeout>();
  private hurry = false;

  /** Runs something after a while; at once when there is nothing to wait for. */
  after(milliseconds: number, run: () => void): void {
    if (this.hurry || milliseconds <= 0) {
      run();
      return;
    }
    const timer = setTimeout(() => {
      this.running.delete(timer);
      run();
    }, milliseconds);
    timer.unref();
    this.running.add(timer);
  }

  /** While `run` lasts, nothing is waited for. */
  atOnce(run: () => void): void {
    const before = this.hurry;
    this.hurry = true;
    try {
      run();
    } finally {
      this.hurry = before;
    }
  }

  clear(): void {
    this.running.forEach(timer => clearTimeout(timer));
    this.running.clear();
  }
}
