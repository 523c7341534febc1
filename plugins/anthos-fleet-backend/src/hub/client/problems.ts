import type { Outcome } from 'backstage-plugin-anthos-fleet-common';

/** Why a read did not end well, in words for the person who runs the portal. */
export class HubProblem extends Error {
  readonly outcome: Exclude<Outcome, 'ok'>;
  readonly remedy: string | undefined;

  constructor(
    outcome: Exclude<Outcome, 'ok'>,
    message: string,
    remedy?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'HubProblem';
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
 * Finds an error of a class among the causes of an error: the libraries in between wrap what they
 * catch.
 */
export function findCause<T extends Error>(
  error: unknown,
  type: abstract new (...args: never[]) => T,
): T | undefined {
  let current = error;
  for (let depth = 0; depth < 10 && current instanceof Error; depth++) {
    if (current instanceof type) {
      return current;
    }
    current = current.cause;
  }
  return undefined;
}
