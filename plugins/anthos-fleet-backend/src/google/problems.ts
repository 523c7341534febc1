import type { Outcome } from 'backstage-plugin-anthos-fleet-common';
import { cleanMessage } from './text';

const MAX_MESSAGE = 500;

/** Why a read did not end well, in words for the person who runs the portal. */
export class ReadProblem extends Error {
  readonly outcome: Exclude<Outcome, 'ok'>;
  readonly remedy: string | undefined;

  constructor(
    outcome: Exclude<Outcome, 'ok'>,
    message: string,
    remedy?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ReadProblem';
    this.outcome = outcome;
    this.remedy = remedy;
  }
}

/** An answer other than 2xx, read but not yet judged. */
export class HttpFailure extends Error {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;

  constructor(status: number, headers: Headers, body: string) {
    super(`HTTP ${status}`);
    this.name = 'HttpFailure';
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/**
 * An error and its causes. By their fields, not by their class: an error of `fetch` is of another
 * realm than our own where tests run.
 */
export function* causesOf(error: unknown): Generator<object> {
  let current = error;
  for (let depth = 0; depth < 10; depth++) {
    if (typeof current !== 'object' || current === null) {
      return;
    }
    yield current;
    current = 'cause' in current ? current.cause : undefined;
  }
}

/** What the innermost of the causes says: the others mostly say that there is one. */
export function innermostMessage(error: unknown): string {
  let message = typeof error === 'string' ? error : '';
  for (const cause of causesOf(error)) {
    if ('message' in cause && typeof cause.message === 'string') {
      message = cause.message || message;
    }
  }
  return cleanMessage(message, MAX_MESSAGE) || 'no reason is given';
}

/** Finds an error of a class among the causes: the libraries in between wrap what they catch. */
export function findCause<T extends Error>(
  error: unknown,
  type: abstract new (...args: never[]) => T,
): T | undefined {
  for (const cause of causesOf(error)) {
    if (cause instanceof type) {
      return cause;
    }
  }
  return undefined;
}
