/** Why a view has nothing to show, as far as it matters to the reader. */
export type FailureKind =
  | 'forbidden'
  | 'signed-out'
  | 'not-found'
  | 'missing-backend'
  | 'network'
  | 'timeout'
  | 'server';

interface ResponseLike {
  response: { status: number };
  body?: { error?: { name?: string; message?: string } };
  cause?: { message?: string };
}

function hasResponse(error: unknown): error is ResponseLike {
  return (
    typeof error === 'object' &&
    error !== null &&
    'response' in error &&
    typeof (error as ResponseLike).response?.status === 'number'
  );
}

/** HTTP status of an answer that was an error; undefined when there was no answer at all. */
export function statusOf(error: unknown): number | undefined {
  return hasResponse(error) ? error.response.status : undefined;
}

/** Sorts an error of the API by what the reader can do about it. */
export function classifyFailure(error: unknown): FailureKind {
  const status = statusOf(error);
  if (status === 401) {
    return 'signed-out';
  }
  if (status === 403) {
    return 'forbidden';
  }
  if (status === 404) {
    // A back end that is installed says so in Backstage's form; one that is not installed leaves
    // the address to the portal's router, whose answer is empty.
    return hasResponse(error) && error.body?.error?.name === 'NotFoundError'
      ? 'not-found'
      : 'missing-backend';
  }
  if (status !== undefined) {
    return 'server';
  }
  // A DOMException is not an Error in every environment.
  return (error as { name?: unknown } | undefined)?.name === 'TimeoutError'
    ? 'timeout'
    : 'network';
}

/** What the server, or the browser, said; for the people who look into it. */
export function messageOf(error: unknown): string {
  if (hasResponse(error)) {
    const said = error.body?.error?.message ?? error.cause?.message;
    if (said) {
      return said.slice(0, 2000);
    }
  }
  return error instanceof Error ? error.message.slice(0, 2000) : String(error);
}

/** Whether the same question may be answered a moment later. */
export function isWorthARetry(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status === 429 || status >= 500;
}

/** Whether a question did not reach the portal: what stands before it may answer in its place. */
export function isOutOfReach(error: unknown): boolean {
  const status = statusOf(error);
  return (
    status === undefined || status === 502 || status === 503 || status === 504
  );
}
