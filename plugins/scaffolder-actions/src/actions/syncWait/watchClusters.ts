import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';
import type { ClusterWatch } from './ClusterWatch';
import { errorName } from './errorName';
import { SyncProblem } from './SyncProblem';

/** Errors that waiting does not heal. */
const FINAL = [
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'AuthenticationError',
];

export interface WatchOptions {
  watches: readonly ClusterWatch[];
  find: (refs: string[]) => Promise<Map<string, PackageSync>>;
  /** When to give up, in milliseconds since 1970. */
  deadline: number;
  pollMs: number;
  pause: (ms: number, signal?: AbortSignal) => Promise<void>;
  logger: Pick<LoggerService, 'warn' | 'info'>;
  signal?: AbortSignal;
}

/**
 * Looks until all clusters have the commit.
 *
 * @throws SyncProblem when one of them is blocked, or the time is over
 */
export async function watchClusters(options: WatchOptions): Promise<void> {
  const { watches, deadline, pollMs, pause, signal } = options;
  for (;;) {
    signal?.throwIfAborted();
    const waiting = watches.filter(({ live }) => !live);
    await lookAt(waiting, options);
    if (watches.every(({ live }) => live)) {
      return;
    }
    if (Date.now() + pollMs > deadline) {
      throw new SyncProblem(overdue(watches));
    }
    await Promise.all(
      waiting.filter(({ live }) => !live).map(watch => watch.refresh()),
    );
    await pause(pollMs, signal);
  }
}

async function lookAt(
  waiting: readonly ClusterWatch[],
  { find, logger, signal }: WatchOptions,
): Promise<void> {
  let blocked: (string | undefined)[];
  try {
    const syncs = await find(waiting.map(({ ref }) => ref));
    blocked = await Promise.all(
      waiting.map(watch => watch.look(syncs.get(watch.ref))),
    );
  } catch (error) {
    signal?.throwIfAborted();
    if (!isError(error) || FINAL.includes(errorName(error))) {
      throw error;
    }
    // The portal itself may restart meanwhile.
    logger.warn(
      `The fleet cannot be asked, and is asked again: ${error.message}`,
    );
    return;
  }
  const problems = blocked.filter(problem => problem !== undefined);
  if (problems.length > 0) {
    throw new SyncProblem(
      `The commit cannot become live:\n${problems.join('\n')}`,
    );
  }
}

function overdue(watches: readonly ClusterWatch[]): string {
  const late = watches.filter(({ live }) => !live);
  return `The commit was not live in time on ${late.length} of ${
    watches.length
  } clusters; it may still become so, and running the step again only looks:\n${late
    .map(({ result }) => `${result.cluster}: ${result.reason}`)
    .join('\n')}`;
}
