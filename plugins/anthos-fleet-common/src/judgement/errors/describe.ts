import type { SyncErrorResource } from '../../schema/openapi';
import { errorCodeInMessage, normalizeErrorCode } from '../errorCode';
import { fingerprintOf } from './fingerprint';
import { headlineOf } from './headline';
import { cleanMessage } from './message';
import { templateOf } from './template';

/**
 * One error as the product reports it.
 *
 * @public
 */
export interface SyncErrorFacts {
  /** In any spelling; taken from the message when it is missing. */
  code?: string;
  message: string;
  resources?: readonly SyncErrorResource[];
  /** Further names that have no part in the cause: of the sync, its namespace, its cluster. */
  names?: readonly string[];
}

/**
 * One error in the words of the suite.
 *
 * @public
 */
export interface DescribedSyncError {
  /** Normalised, as in `KNV1021`. */
  code?: string;
  /** What is wrong, in a few plain words, the same for every error of the fingerprint. */
  headline: string;
  /** Text of the product without code, link and description of resources; at most 4,096 characters. */
  message: string;
  /** The same for the same cause, whatever the cluster, the sync and the object. */
  fingerprint: string;
}

/**
 * Describes an error of a package sync: its code, its text, what it says in plain words, and the
 * group that it belongs to.
 *
 * @public
 */
export function describeSyncError(facts: SyncErrorFacts): DescribedSyncError {
  const code =
    normalizeErrorCode(facts.code ?? '') ?? errorCodeInMessage(facts.message);
  const message = cleanMessage(facts.message, facts.resources);
  const template = templateOf(facts);
  return {
    ...(code && { code }),
    headline: headlineOf(code, template),
    message,
    fingerprint: fingerprintOf(code, template),
  };
}
