import { toError } from '@backstage/errors';
import { boundedFetch, RefusedAnswer } from '../google/boundedFetch';
import { Deadline } from '../google/Deadline';
import type { CommitAnswer, CommitQuestion } from '../store';
import { callFor, type ApiCall, type GitHost } from './GitApi';
import { pauseAsked, pauseToSpare } from './rateLimits';

/**
 * How asking a host ended. `unknown`: it has no such commit, or none that the portal may read;
 * `failed`: it did not answer as it should; `refused`: it answers nothing at all for now.
 */
export type Asked = (
  | { outcome: 'answered'; answer: CommitAnswer }
  | { outcome: 'unknown' }
  | { outcome: 'failed' | 'refused'; reason: string }
) & {
  /** How long it wants to be left alone, milliseconds. */
  pauseMs?: number;
};

export interface AskOptions {
  host: GitHost;
  deadlineMs: number;
  maxResponseBytes: number;
  signal?: AbortSignal;
  now: () => Date;
}

/** Asks a host one question with one request; problems are outcomes, not exceptions. */
export async function askHost(
  question: CommitQuestion,
  options: AskOptions,
): Promise<Asked> {
  const { host, maxResponseBytes, now } = options;
  const call = callFor(host, question);
  if (!call) {
    return { outcome: 'unknown' };
  }
  const deadline = new Deadline(options.deadlineMs, options.signal);
  try {
    const headers = await deadline.race(host.headers(question.page));
    const answer = await boundedFetch(
      addressOf(host, call),
      { headers, signal: deadline.signal },
      maxResponseBytes,
    );
    if (!answer.ok) {
      return judgeRefusal(answer, now());
    }
    const pauseMs = pauseToSpare(answer.headers, now());
    return {
      ...readAnswer(host, question, answer.text),
      ...(pauseMs && { pauseMs }),
    };
  } catch (error) {
    if (error instanceof RefusedAnswer) {
      return { outcome: 'unknown' };
    }
    return {
      outcome: 'failed',
      reason: deadline.signal.aborted
        ? `no answer within ${options.deadlineMs / 1000} s`
        : toError(error).message,
    };
  }
}

function addressOf({ apiBaseUrl }: GitHost, { path, query }: ApiCall): URL {
  const url = new URL(
    `${apiBaseUrl}/${path.map(encodeURIComponent).join('/')}`,
  );
  url.search = new URLSearchParams(query).toString();
  return url;
}

function judgeRefusal(
  answer: { status: number; headers: Headers; text: string },
  now: Date,
): Asked {
  const { status } = answer;
  const pauseMs = pauseAsked(answer, now);
  if (pauseMs !== undefined) {
    return {
      outcome: 'refused',
      reason: `its limit of requests is used up (HTTP ${status})`,
      pauseMs,
    };
  }
  if (status === 401) {
    return {
      outcome: 'refused',
      reason: 'it does not take the credentials of the integration (HTTP 401)',
    };
  }
  return status >= 500 || status === 408
    ? { outcome: 'failed', reason: `HTTP ${status}` }
    : { outcome: 'unknown' };
}

function readAnswer(
  { api }: GitHost,
  { head }: CommitQuestion,
  text: string,
): Asked {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { outcome: 'unknown' };
  }
  if (head) {
    const distance = api.readDistance(json);
    return distance
      ? { outcome: 'answered', answer: { distance } }
      : { outcome: 'unknown' };
  }
  const details = api.readCommit(json);
  return details
    ? { outcome: 'answered', answer: { details } }
    : { outcome: 'unknown' };
}
