import type { ErrorExplanation } from '../../schema/openapi';
import { recogniseCause } from './causes/recognise';
import { conflictingSyncs } from './conflict';
import { cleanMessage } from './message';
import { templateOf } from './template';
import { capText } from './text';
import { EXPLANATIONS } from './texts';

/** The link that the product itself prints; it leads to the description of the code. */
const DOCUMENTATION_URL = 'https://g.co/cloud/acm-errors';

const MAX_LENGTH = 1024;

/**
 * Where the descriptions of codes are.
 *
 * @public
 */
export interface ExplanationOptions {
  /** Page with an anchor for each code, as in `#knv1021`; the product's own link by default. */
  documentationUrl?: string;
}

/**
 * Says what an error means, why it happens and what to do.
 *
 * Of a code that is not known the code itself is the title and the product's own text is the cause.
 *
 * @param code - normalised, as in `KNV1021`
 * @param message - text of one occurrence: for some codes it tells the cause
 * @public
 */
export function explainSyncError(
  code: string | undefined,
  message: string,
  { documentationUrl = DOCUMENTATION_URL }: ExplanationOptions = {},
): ErrorExplanation {
  const link = linkTo(code, documentationUrl);
  if (!code || !Object.hasOwn(EXPLANATIONS, code)) {
    return { ...unknownError(code, message), ...link };
  }
  const explanation = {
    ...EXPLANATIONS[code],
    ...recogniseCause(code, templateOf({ message }))?.cause.explanation,
  };
  const conflict = code === 'KNV1060' ? conflictingSyncs(message) : undefined;
  return {
    ...explanation,
    ...(conflict && { cause: `${conflict} ${explanation.cause}` }),
    known: true,
    ...link,
  };
}

function unknownError(
  code: string | undefined,
  message: string,
): ErrorExplanation {
  return {
    title: code ?? 'Error without a code',
    cause:
      capText(cleanMessage(message), MAX_LENGTH) ||
      'The product does not say why.',
    remedy: code
      ? 'Read the description of the code in the documentation of the product.'
      : 'Read the message, and the logs of the reconciler.',
    fixedIn: 'unknown',
    known: false,
  };
}

function linkTo(
  code: string | undefined,
  base: string,
): Pick<ErrorExplanation, 'documentationUrl'> {
  if (!code || !/^KNV\d{4}$/.test(code)) {
    return {};
  }
  return { documentationUrl: `${base}#${code.toLowerCase()}` };
}
