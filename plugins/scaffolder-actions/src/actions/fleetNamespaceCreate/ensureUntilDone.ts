import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  FleetNamespaceStatus,
  FleetNamespaceStep,
} from 'backstage-plugin-anthos-fleet-common';
import { PlainError } from '../../common';

const POLL_MS = 2_000;

const WORDS: Record<FleetNamespaceStep['state'], string> = {
  unchanged: 'is there already',
  created: 'is made',
  updated: 'is changed',
  running: 'is being made',
  waiting: 'waits',
  failed: 'failed',
};

export interface EnsureOptions {
  /** Does what can be done now, and says how far it is. */
  ensure: () => Promise<FleetNamespaceStatus>;
  /** When to give up, in milliseconds since 1970. */
  deadline: number;
  logger: Pick<LoggerService, 'info'>;
  signal?: AbortSignal;
  pollMs?: number;
}

/**
 * Asks until everything is there. Each step is told once for every state that it is in.
 *
 * @throws PlainError when Google refuses something, or takes too long
 */
export async function ensureUntilDone({
  ensure,
  deadline,
  logger,
  signal,
  pollMs = POLL_MS,
}: EnsureOptions): Promise<{ changed: boolean; steps: FleetNamespaceStep[] }> {
  const told = new Map<string, string>();
  let changed = false;
  for (;;) {
    const status = await ensure();
    changed ||= status.changed ?? false;
    for (const step of status.steps) {
      const key = `${step.kind} ${step.name}`;
      const line = lineOf(step);
      if (told.get(key) !== line) {
        told.set(key, line);
        logger.info(line);
      }
    }
    if (status.done) {
      return { changed, steps: status.steps };
    }
    const failed = status.steps.filter(({ state }) => state === 'failed');
    if (failed.length > 0) {
      throw new PlainError(
        'FleetNamespaceError',
        `Google did not do everything:\n${failed.map(lineOf).join('\n')}`,
      );
    }
    if (Date.now() + pollMs > deadline) {
      const open = status.steps.filter(({ state }) =>
        ['running', 'waiting'].includes(state),
      );
      throw new PlainError(
        'FleetNamespaceError',
        `Not everything was there in time; run the template again with the same input to go on, or raise timeout:\n${open
          .map(lineOf)
          .join('\n')}`,
      );
    }
    await sleep(pollMs, undefined, { signal });
  }
}

function lineOf({ kind, name, state, message, remedy }: FleetNamespaceStep) {
  const why = [message, remedy].filter(Boolean).join('; ');
  return `The ${kind} ${name} ${WORDS[state]}${why ? `: ${why}` : ''}`;
}
