import { asList, asText, field } from './json';
import { cleanMessage, textOfHtml } from './text';

const MAX_MESSAGE = 500;

/** What an error of Google's says, in its standard form or any other. */
export interface GoogleError {
  /** Canonical code, as in `PERMISSION_DENIED`; undefined when Google did not write it. */
  status?: string;
  message: string;
  /** Machine-readable reason, as in `SERVICE_DISABLED`. */
  reason?: string;
  metadata: unknown;
}

/** Reads the body of an error: JSON, HTML, text or nothing. */
export function readGoogleError(body: string): GoogleError {
  try {
    return readGoogleErrorJson(JSON.parse(body));
  } catch {
    const text = textOfHtml(body);
    return { message: cleanMessage(text, MAX_MESSAGE), metadata: undefined };
  }
}

/** Reads the body of an error that somebody has parsed already. */
export function readGoogleErrorJson(body: unknown): GoogleError {
  const error = field(body, 'error');
  const details = field(error, 'details');
  const info = asList(details, 20).find(
    detail => asText(field(detail, 'reason')) !== undefined,
  );
  const message = field(error, 'message') ?? field(body, 'error_description');
  return {
    status: asText(field(error, 'status'), 64),
    message:
      typeof message === 'string' ? cleanMessage(message, MAX_MESSAGE) : '',
    reason: asText(field(info, 'reason'), 64),
    metadata: field(info, 'metadata'),
  };
}

const PERMISSION = /\b[a-z][a-z0-9]*\.[a-zA-Z][\w.]*\.[a-zA-Z]\w*\b/;
const QUOTED_PERMISSION =
  /[Pp]ermission[s]?:? ['"`]?([a-z][a-z0-9]*\.[a-zA-Z][\w.]*\.[a-zA-Z]\w*)/;

/** The permission that Google names as missing. */
export function missingPermission(google: GoogleError): string | undefined {
  const inMetadata = asText(field(google.metadata, 'permission'), 100);
  if (inMetadata && PERMISSION.test(inMetadata)) {
    return PERMISSION.exec(inMetadata)?.[0];
  }
  return QUOTED_PERMISSION.exec(google.message)?.[1].slice(0, 100);
}
