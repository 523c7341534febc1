import { setTimeout as sleep } from 'node:timers/promises';
import { asText, field, type JsonObject } from '../../google/json';
import { ReadProblem } from '../../google/problems';
import type { ScopeCalls } from './ScopeCalls';
import type { StepEnd } from './Steps';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 1_000;

/** Follows long-running operations of the Hub for a short time. */
export class Operations {
  readonly #calls: ScopeCalls;
  readonly #followMs: number;

  /** @param followMs - how long one operation is followed */
  constructor(calls: ScopeCalls, followMs: number) {
    this.#calls = calls;
    this.#followMs = followMs;
  }

  /**
   * Waits for the end of an operation, but not for long.
   *
   * @param done - the state when it has ended well
   * @throws ReadProblem when it has ended badly
   */
  async follow(
    begun: JsonObject,
    done: 'created' | 'updated',
    signal: AbortSignal,
  ): Promise<StepEnd> {
    const end = performance.now() + this.#followMs;
    let operation: JsonObject | undefined = begun;
    let pause = FIRST_PAUSE_MS;
    for (;;) {
      checkOperation(operation);
      if (field(operation, 'done') === true) {
        return { state: done };
      }
      if (performance.now() + pause >= end || signal.aborted) {
        return {
          state: 'running',
          message: 'Google is still at it',
        };
      }
      await sleep(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      operation =
        (await this.#calls.getOperation(field(begun, 'name'), signal)) ??
        operation;
    }
  }
}

function checkOperation(operation: JsonObject): void {
  const message = asText(field(operation, 'error', 'message'), 500);
  if (field(operation, 'error') !== undefined) {
    throw new ReadProblem(
      'invalid',
      `Google could not do it: ${message ?? 'no reason is given'}`,
      'See the operations of the fleet: gcloud container fleet operations list',
    );
  }
}

/** How far something is that is there already. */
export function endOfExisting(resource: unknown): StepEnd {
  switch (field(resource, 'state', 'code')) {
    case 'CREATING':
    case 'UPDATING':
      return { state: 'running', message: 'Google is still at it' };
    case 'DELETING':
      return {
        state: 'waiting',
        message: 'It is being deleted; it is made again when it is gone',
      };
    default:
      return { state: 'unchanged' };
  }
}
