import type { ObservationRow } from './observations';

/**
 * Keeps the few rows that every answer needs for a moment. Their times are compared with minutes,
 * so a second more or less changes nothing that anybody sees.
 */
export class ObservationCache {
  #rows: Promise<ObservationRow[]> | undefined;
  #expiresAt = 0;

  constructor(
    private readonly load: () => Promise<ObservationRow[]>,
    private readonly maxAgeMs: number,
  ) {}

  get(): Promise<ObservationRow[]> {
    const now = performance.now();
    if (!this.#rows || now >= this.#expiresAt) {
      const rows = this.load();
      this.#rows = rows;
      this.#expiresAt = now + this.maxAgeMs;
      rows.catch(() => {
        if (this.#rows === rows) {
          this.clear();
        }
      });
    }
    return this.#rows;
  }

  clear() {
    this.#rows = undefined;
  }
}
