import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { formatFull, formatTime, parseTime } from '../../model/time';

/** A time of day, with the date unless it is today; the time in full is in its title. */
export function At(props: { time: string | undefined }) {
  const { locale } = useWords();
  const now = useNow();
  const time = parseTime(props.time);
  if (!time) {
    return null;
  }
  return (
    <time dateTime={time.toISOString()} title={formatFull(time, locale)}>
      {formatTime(time, now, locale)}
    </time>
  );
}
