/**
 * How long a change must hold before anyone is told, and when it changes too often.
 *
 * @public
 */
export interface SteadinessSettings {
  /** A change holds when it is seen so many times in a row … */
  observations: number;
  /** … or when it is seen again after this time. */
  holdForMs: number;
  flapping: {
    /** It flaps from this many changes on … */
    changes: number;
    /** … within this time; it is calm again after half of this time without a change. */
    windowMs: number;
  };
  /**
   * States on the way from one to another, such as `pending`. They are told when they hold, but a
   * change into one of them and out of it says nothing of flapping.
   */
  passing?: readonly string[];
}

/**
 * What is remembered of one subject. Plain data: may be kept as JSON.
 *
 * @public
 */
export interface SteadinessMemory {
  /** State that was told last; absent before the first. */
  told?: string;
  /** State that is seen and is not told yet. */
  candidate?: {
    state: string;
    /** ISO 8601. */
    since: string;
    observations: number;
  };
  /** State that was seen last, those on the way left out. */
  settled?: string;
  /** Times of changes within the window of flapping, ISO 8601. */
  changes: string[];
  /** Since when it flaps, ISO 8601. */
  flappingSince?: string;
  /** Time of the last observation, ISO 8601. */
  observedAt: string;
}

/**
 * A state that was seen.
 *
 * @public
 */
export interface SteadinessObservation {
  state: string;
  /** ISO 8601. */
  at: string;
}

/**
 * A change that people are told.
 *
 * @public
 */
export interface SteadyTransition {
  /** Absent for what is seen first. */
  from?: string;
  to: string;
  /** When it was first seen, ISO 8601. */
  at: string;
  /** When it was known to hold, ISO 8601. */
  confirmedAt: string;
  /** It changes so often that further changes are not told until it is calm. */
  flapping?: boolean;
}

/**
 * Result of one step.
 *
 * @public
 */
export interface SteadinessStep {
  memory: SteadinessMemory;
  transition?: SteadyTransition;
}

/**
 * Takes one observation in and says whether a change is to be told.
 *
 * Nothing is told twice, and what is told follows from what was told before. A change is told when
 * it held; when states alternate so often that they flap, that is told once, and then nothing until
 * it is calm. The order in which observations come counts, not their times: clocks that jump, gaps
 * and restarts cost a delay at most. The same observation twice counts once.
 *
 * @param memory - of the subject; undefined for one that is new
 * @public
 */
export function stepSteadiness(
  memory: SteadinessMemory | undefined,
  observation: SteadinessObservation,
  settings: SteadinessSettings,
): SteadinessStep {
  const now = Date.parse(observation.at);
  if (Number.isNaN(now)) {
    throw new RangeError(
      `The time of an observation must be ISO 8601, not '${observation.at}'`,
    );
  }
  if (memory && memory.observedAt === observation.at) {
    return { memory };
  }
  const seen = see(memory, observation, now, settings);
  const { flappingSince } = seen;
  if (flappingSince && !memory?.flappingSince) {
    // Told at once: alternating states would never hold.
    return tell(seen, observation, { flapping: true });
  }
  if (flappingSince || !isHeld(seen, now, settings)) {
    return { memory: seen };
  }
  return tell(seen, observation, {});
}

function see(
  memory: SteadinessMemory | undefined,
  { state, at }: SteadinessObservation,
  now: number,
  settings: SteadinessSettings,
): SteadinessMemory {
  const settled = settings.passing?.includes(state) ? memory?.settled : state;
  const changed = memory?.settled !== undefined && settled !== memory.settled;
  const changes = [
    ...recent(memory?.changes ?? [], now, settings.flapping.windowMs),
    ...(changed ? [at] : []),
  ].slice(-Math.max(settings.flapping.changes, 1));
  const next: SteadinessMemory = {
    ...(memory?.told !== undefined && { told: memory.told }),
    ...(settled !== undefined && { settled }),
    changes,
    observedAt: at,
  };
  const candidate = nextCandidate(memory, { state, at }, now);
  if (candidate) {
    next.candidate = candidate;
  }
  const flappingSince = nextFlapping(memory, next, now, settings);
  if (flappingSince) {
    return { ...next, flappingSince };
  }
  // Calm again: the next time begins from nothing.
  return memory?.flappingSince ? { ...next, changes: [] } : next;
}

// A clock that was put back leaves times in the future: they count from now on.
function notAfter(time: string, now: number): string {
  return Date.parse(time) > now ? new Date(now).toISOString() : time;
}

function recent(
  changes: readonly string[],
  now: number,
  windowMs: number,
): string[] {
  return changes
    .map(time => notAfter(time, now))
    .filter(time => now - Date.parse(time) < windowMs);
}

function nextCandidate(
  memory: SteadinessMemory | undefined,
  { state, at }: SteadinessObservation,
  now: number,
): SteadinessMemory['candidate'] {
  if (state === memory?.told) {
    return undefined;
  }
  const before = memory?.candidate;
  return before?.state === state
    ? {
        state,
        since: notAfter(before.since, now),
        observations: before.observations + 1,
      }
    : { state, since: at, observations: 1 };
}

function nextFlapping(
  memory: SteadinessMemory | undefined,
  next: SteadinessMemory,
  now: number,
  { flapping: { changes, windowMs } }: SteadinessSettings,
): string | undefined {
  const since = memory?.flappingSince;
  const last = next.changes[next.changes.length - 1];
  if (since) {
    const calm = !last || now - Date.parse(last) >= windowMs / 2;
    return calm ? undefined : notAfter(since, now);
  }
  // Begins with a change to what was not told: the rest of the pair is known already.
  return changes > 0 && next.changes.length >= changes && next.candidate
    ? next.observedAt
    : undefined;
}

function isHeld(
  { candidate }: SteadinessMemory,
  now: number,
  { observations, holdForMs }: SteadinessSettings,
): boolean {
  return (
    candidate !== undefined &&
    (candidate.observations >= observations ||
      (candidate.observations > 1 &&
        now - Date.parse(candidate.since) >= holdForMs))
  );
}

function tell(
  memory: SteadinessMemory,
  { at }: SteadinessObservation,
  extra: Pick<SteadyTransition, 'flapping'>,
): SteadinessStep {
  const { candidate, told, ...rest } = memory;
  const { state, since } = candidate!;
  return {
    memory: { ...rest, told: state },
    transition: {
      ...(told !== undefined && { from: told }),
      to: state,
      at: since,
      confirmedAt: at,
      ...extra,
    },
  };
}
