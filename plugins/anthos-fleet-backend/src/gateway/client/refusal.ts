import {
  readGoogleErrorJson,
  type GoogleError,
} from '../../google/googleError';
import { asCount, asText, asWord, field } from '../../google/json';
import type { HttpFailure } from '../../google/problems';
import { cleanMessage, textOfHtml } from '../../google/text';

const MAX_MESSAGE = 1024;
const NO_GOOGLE: GoogleError = { message: '', metadata: undefined };
const NOT_FOUND_PAGE = /^404 page not found\s*$/;

/** What an answer other than 2xx says, and whose words it is written in. */
export interface Refusal {
  status: number;
  /**
   * `google`: Google's error object. `kubernetes`: a Status of an API server, or its plain "404
   * page not found". `other`: a page, text or nothing, by whoever stands in between.
   */
  speaker: 'google' | 'kubernetes' | 'other';
  message: string;
  /** Google's canonical code or Kubernetes' reason, as in `NOT_FOUND`, `NotFound`. */
  reason?: string;
  /** What a Status of Kubernetes is about: the name of an object. */
  object?: string;
  google: GoogleError;
}

/** Reads an answer other than 2xx. */
export function readRefusal({ status, body, headers }: HttpFailure): Refusal {
  const json = parse(body);
  if (field(json, 'kind') === 'Status') {
    return {
      status,
      speaker: 'kubernetes',
      message: messageOf(field(json, 'message')),
      reason: asWord(field(json, 'reason')),
      object: asText(field(json, 'details', 'name')),
      google: NO_GOOGLE,
    };
  }
  // Some of Google's front ends wrap their errors in a list.
  const google = readGoogleErrorJson(Array.isArray(json) ? json[0] : json);
  if (google.status || google.message) {
    return {
      status,
      speaker: 'google',
      message: google.message,
      reason: google.status,
      google,
    };
  }
  const html = /html/i.test(headers.get('content-type') ?? '');
  return {
    status,
    speaker: !html && NOT_FOUND_PAGE.test(body) ? 'kubernetes' : 'other',
    message: cleanMessage(textOfHtml(body), 300),
    google: NO_GOOGLE,
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function messageOf(value: unknown): string {
  return typeof value === 'string' ? cleanMessage(value, MAX_MESSAGE) : '';
}

/** The words of a refusal, as the end of a sentence. */
export function said({ message }: Pick<Refusal, 'message'>): string {
  return message ? `: ${message}` : '';
}

/** Time that a Status of Kubernetes asks to wait, where the header does not say it. */
export function retryAfterOf({ body }: HttpFailure): number | undefined {
  const seconds = asCount(field(parse(body), 'details', 'retryAfterSeconds'));
  return seconds === undefined ? undefined : seconds * 1000;
}

/** What Kubernetes says that somebody may not do. */
export interface Denial {
  user: string;
  verb: string;
  resource: string;
  group: string;
  namespace?: string;
}

const USER = '"((?:[^"\\\\]|\\\\.){1,512})"';
const WORD = '([a-zA-Z]{1,32})';
const NAME = '"([\\w./*:-]{0,128})"';
const DENIAL = new RegExp(
  `User ${USER} cannot ${WORD} resource ${NAME}(?: in API group ${NAME})?(?: in the namespace ${NAME})?`,
);
/** Of older API servers, without the group. */
const OLD_DENIAL = new RegExp(`User ${USER} cannot ${WORD} (?:path )?${NAME}`);
const IMPERSONATED = new RegExp(
  `(users|groups|serviceaccounts|userextras/[\\w.%-]{1,64}) ${USER} is forbidden`,
);

/** Finds what Kubernetes' RBAC denies in its message. */
export function readDenial(message: string): Denial | undefined {
  const [, user, verb, resource, group = '', namespace] =
    DENIAL.exec(message) ?? OLD_DENIAL.exec(message) ?? [];
  return user
    ? {
        user: unquote(user),
        verb,
        resource,
        group,
        ...(namespace && { namespace }),
      }
    : undefined;
}

/** Whom the cluster's agent may not act for. */
export interface RefusedImpersonation {
  /** `users` or `groups`, as the rule that is missing calls them. */
  resource: string;
  name?: string;
}

/** Finds in a message that the agent may not act for the caller. */
export function readImpersonation(
  message: string,
): RefusedImpersonation | undefined {
  if (!/cannot impersonate resource/.test(message)) {
    return undefined;
  }
  const [, resource = 'users', name] = IMPERSONATED.exec(message) ?? [];
  return { resource, ...(name && { name: unquote(name) }) };
}

function unquote(quoted: string): string {
  return quoted.replace(/\\(["\\])/g, '$1');
}
