import { HubProblem } from '../client/problems';

/** The problem that something fails with. */
export async function problemOf(
  promise: Promise<unknown>,
): Promise<HubProblem> {
  const error = await promise.then(
    () => new Error('It went well'),
    reason => reason,
  );
  if (error instanceof HubProblem) {
    return error;
  }
  throw error;
}
