import { DateTime, Duration } from 'luxon';

/** An agent that was heard of less than this ago still reports: its time moves on with the clock. */
const STILL_CONNECTED = Duration.fromObject({ minutes: 15 });

const AGO =
  /^(\d+(?:\.\d+)?)\s*(second|minute|hour|day|week|month|year)s?\s+ago$/i;

/** How times may be written, for error messages. */
export const TIME_FORMS =
  'write "3 days ago", "now", an ISO 8601 duration (PT4M: four minutes ago) or a time (2026-11-22T10:00:00Z)';

type Parsed = { kind: 'age'; age: Duration } | { kind: 'time'; time: DateTime };

function parse(text: string): Parsed | undefined {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === 'now') {
    return { kind: 'age', age: Duration.fromMillis(0) };
  }
  const ago = AGO.exec(trimmed);
  if (ago) {
    const [, amount, unit] = ago;
    const age = Duration.fromObject({
      [unit.toLowerCase()]: Number(amount),
    });
    return { kind: 'age', age };
  }
  const age = Duration.fromISO(trimmed);
  if (age.isValid) {
    return { kind: 'age', age };
  }
  const time = DateTime.fromISO(trimmed, { zone: 'utc' });
  return time.isValid ? { kind: 'time', time } : undefined;
}

/** RFC 3339 in UTC, the way Google writes it: no fraction when there is none. */
export function rfc3339(time: DateTime | number): string {
  const utc =
    typeof time === 'number'
      ? DateTime.fromMillis(time, { zone: 'utc' })
      : time.toUTC();
  return utc.toISO({ suppressMilliseconds: true }) ?? '';
}

/**
 * Reads a time that may be relative to `now`.
 *
 * @returns the time, or undefined when the text is neither an age nor a time
 */
export function resolveTime(text: string, now: DateTime): string | undefined {
  const parsed = parse(text);
  if (!parsed) {
    return undefined;
  }
  return rfc3339(parsed.kind === 'time' ? parsed.time : now.minus(parsed.age));
}

/**
 * Like {@link resolveTime}, but the age of an agent that still reports stays an age, because its
 * time moves on with the clock.
 */
export function resolveLastSeen(
  text: string,
  now: DateTime,
): string | undefined {
  const parsed = parse(text);
  if (parsed?.kind === 'age' && parsed.age < STILL_CONNECTED) {
    return parsed.age.toISO() ?? undefined;
  }
  return resolveTime(text, now);
}

/** The age of an agent that still reports, or undefined when it fell silent at a fixed time. */
export function movingAge(lastSeen: string): number | undefined {
  const parsed = parse(lastSeen);
  return parsed?.kind === 'age' ? parsed.age.toMillis() : undefined;
}
