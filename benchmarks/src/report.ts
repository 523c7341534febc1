import { writeFile } from 'node:fs/promises';
import { quantile } from './load';

export const print = (line = '') => process.stdout.write(`${line}\n`);
export const mib = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
export const ms = (value: number) =>
  Number.isFinite(value) ? `${value.toFixed(1)} ms` : 'no answer';
export const ratio = (value: number, floor: number) =>
  Number.isFinite(value / floor) ? (value / floor).toFixed(2) : '-';

/** Quantiles of one measurement, milliseconds. */
export interface Quantiles {
  p50: number;
  p95: number;
  p99: number;
  answers: number;
}

export function quantilesOf(times: number[]): Quantiles {
  return {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    answers: times.length,
  };
}

/** Everything that was measured, for people who want to count again. */
export class RawData {
  readonly #parts: Record<string, unknown[]> = {};

  add(part: string, row: Record<string, unknown>) {
    (this.#parts[part] ??= []).push(row);
  }

  async write(file: string, about: Record<string, unknown>) {
    const text = JSON.stringify({ ...about, ...this.#parts }, null, 1);
    await writeFile(file, `${text}\n`);
  }
}
