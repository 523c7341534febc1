import { ReadProblem } from '../problems';

/** The problem that something fails with. */
export async function problemOf(
  promise: Promise<unknown>,
): Promise<ReadProblem> {
  const error = await promise.then(
    () => new Error('It went well'),
    reason => reason,
  );
  if (error instanceof ReadProblem) {
    return error;
  }
  throw error;
}
