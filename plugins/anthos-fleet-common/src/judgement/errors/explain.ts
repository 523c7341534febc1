import type { ErrorExplanation } from '../../schema/openapi';

/**
 * Says what an error means, why it happens and what to do.
 *
 * @param code - normalised
 * @param message - text of one occurrence: for some codes it tells the cause
 * @public
 */
export function explainSyncError(
  code: string | undefined,
  message: string,
  options: { documentationUrl?: string } = {},
): ErrorExplanation {
  return {
    title: code ?? 'Error without a code',
    cause: message,
    remedy: '',
    fixedIn: 'unknown',
    known: false,
    ...(code && { documentationUrl: `${options.documentationUrl}#${code}` }),
  };
}
