const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// To make a formatter is much slower than to use it, and a table has one in each row.
const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions) {
  const key = JSON.stringify([locale, options]);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

const agoFormats = new Map<string, Intl.RelativeTimeFormat>();

function agoFormat(locale: string) {
  let format = agoFormats.get(locale);
  if (!format) {
    format = new Intl.RelativeTimeFormat(locale, {
      numeric: 'auto',
      style: 'short',
    });
    agoFormats.set(locale, format);
  }
  return format;
}

/** Reads a time of the API; undefined for none and for one that is no time. */
export function parseTime(iso: string | undefined): Date | undefined {
  if (!iso) {
    return undefined;
  }
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function calendarDays(then: Date, now: Date): number {
  const midnight = (date: Date) =>
    Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(then)) / DAY);
}

/**
 * How long ago, as people say it: `now`, `40 sec. ago`, `12 min. ago`, `3 hr. ago`, `yesterday`.
 *
 * @remarks
 *
 * By `Intl`, which knows every language and costs nothing: a library for dates alone would be more
 * code than all of an entity card. Seconds are given in tens, so that a label does not flicker, and
 * a clock that is a little ahead never makes a time lie in the future.
 */
export function formatAgo(then: Date, now: Date, locale: string): string {
  const format = agoFormat(locale);
  const elapsed = Math.max(0, now.getTime() - then.getTime());
  if (elapsed < MINUTE) {
    return format.format(-Math.floor(elapsed / 10_000) * 10 || 0, 'second');
  }
  if (elapsed < HOUR) {
    return format.format(-Math.floor(elapsed / MINUTE), 'minute');
  }
  if (elapsed < DAY) {
    return format.format(-Math.floor(elapsed / HOUR), 'hour');
  }
  const days = calendarDays(then, now);
  return days < 60
    ? format.format(-days, 'day')
    : format.format(-Math.round(days / 30.4), 'month');
}

/** The time itself, with the date unless it is today: `09:12`, `20 Nov, 09:12`. */
export function formatTime(then: Date, now: Date, locale: string): string {
  const today = calendarDays(then, now) === 0;
  return dateFormat(locale, {
    ...(today ? {} : { day: 'numeric', month: 'short' }),
    ...(then.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(then);
}

/** Date and time in full, for the title of a label. */
export function formatFull(then: Date, locale: string): string {
  return dateFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'long',
  }).format(then);
}

/** A day without a time, as `17 March 2027`. */
export function formatDay(isoDay: string, locale: string): string {
  const day = parseTime(`${isoDay.slice(0, 10)}T12:00:00Z`);
  return day
    ? dateFormat(locale, {
        dateStyle: 'long',
        timeZone: 'UTC',
      }).format(day)
    : isoDay;
}

/** Whether a day has come, in UTC. */
export function isPastDay(isoDay: string, now: Date): boolean {
  return isoDay.slice(0, 10) <= now.toISOString().slice(0, 10);
}
