import { isError } from '@backstage/errors';

/** What an error is called where it was thrown: those of other back ends are wrapped on their way. */
export function errorName(error: unknown): string {
  if (!isError(error)) {
    return '';
  }
  return error.name === 'ResponseError' && isError(error.cause)
    ? error.cause.name
    : error.name;
}
