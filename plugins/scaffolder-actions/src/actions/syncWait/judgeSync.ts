import type {
  PackageSync,
  SyncStep,
} from 'backstage-plugin-anthos-fleet-common';
import type { History } from './History';

/** How far one sync is. */
export interface Judgement {
  kind: 'live' | 'waiting' | 'failing';
  /** What somebody reads, as the end of a line that begins with the cluster. */
  line: string;
  /** It fails, and the wanted commit cannot be live before it does not. */
  blocks?: boolean;
}

/** Says how far a sync is with the wanted commit. */
export async function judgeSync(
  sync: PackageSync,
  history: History,
  signal?: AbortSignal,
): Promise<Judgement> {
  history.notice(sync);
  const { state, steps, commit } = sync;
  if (state === 'synced' && (await history.has(sync, commit, signal))) {
    return {
      kind: 'live',
      line: history.isSame(commit)
        ? `${short(commit)} is live`
        : `a newer commit is live, ${short(commit)}, which has it`,
    };
  }
  if (sync.freshness.outcome !== 'ok') {
    return { kind: 'waiting', line: notKnown(sync.freshness) };
  }
  if (state === 'error' || state === 'stalled') {
    return judgeFailure(sync, history, signal);
  }
  const source = sync.sourceCommit ?? steps.source.commit;
  if (!(await history.has(sync, source, signal))) {
    return {
      kind: 'waiting',
      line: source
        ? `the source is still at ${short(source)}`
        : 'the source is not read yet',
    };
  }
  return { kind: 'waiting', line: progressOf(sync) };
}

async function judgeFailure(
  sync: PackageSync,
  history: History,
  signal: AbortSignal | undefined,
): Promise<Judgement> {
  const failing = failingStep(sync);
  // Before the source is read again, and where nothing can begin, no commit can come.
  const ofAny =
    sync.state === 'stalled' ||
    failing?.name === 'source' ||
    failing?.step.commit === undefined;
  const blocks =
    ofAny || (await history.has(sync, failing?.step.commit, signal));
  const count = sync.errorCount === 1 ? '1 error' : `${sync.errorCount} errors`;
  return blocks
    ? { kind: 'failing', blocks, line: `blocked by ${count}` }
    : {
        kind: 'failing',
        blocks,
        line: `the older commit ${short(
          failing?.step.commit,
        )} has ${count}; waits for this one`,
      };
}

function failingStep({
  steps,
}: PackageSync): { name: string; step: SyncStep } | undefined {
  const all = [
    { name: 'source', step: steps.source },
    { name: 'rendering', step: steps.rendering },
    { name: 'sync', step: steps.sync },
  ];
  return (
    all.find(({ step }) => step.state === 'failed') ??
    all.find(({ step }) => step.errorCount > 0)
  );
}

function progressOf({ steps, objects, waitsFor }: PackageSync): string {
  if (steps.rendering.state === 'running') {
    return 'the commit is seen and being rendered';
  }
  const [wait] = waitsFor ?? [];
  const reason = wait?.message ? `: ${wait.message.slice(0, 200)}` : '';
  if (steps.sync.state === 'running' || steps.rendering.state === 'done') {
    return objects
      ? `the commit is being applied, ${objects.current} of ${objects.total} objects are ready${reason}`
      : `the commit is being applied${reason}`;
  }
  return `the commit is seen${reason}`;
}

/** Why it is not known how a cluster is doing. */
export function notKnown({
  outcome,
  message,
  remedy,
  refusedBy,
  observedAt,
}: PackageSync['freshness']): string {
  const words = [
    `not known, the cluster was not read (${outcome}${
      refusedBy ? `, refused by ${refusedBy}` : ''
    })${message ? `: ${message}` : ''}`,
    remedy,
    observedAt && `last known ${observedAt}`,
  ];
  return words.filter(Boolean).join('; ');
}

export function short(commit: string | undefined): string {
  return commit?.slice(0, 8) ?? 'no commit';
}
