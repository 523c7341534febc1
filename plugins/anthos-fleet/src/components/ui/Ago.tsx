import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { formatAgo, formatFull, parseTime } from '../../model/time';

/** How long ago a time was, ticking; the time itself is in its title. */
export function Ago(props: { time: string | undefined }) {
  const { locale } = useWords();
  const now = useNow();
  const then = parseTime(props.time);
  if (!then) {
    return null;
  }
  return (
    <time dateTime={then.toISOString()} title={formatFull(then, locale)}>
      {formatAgo(then, now, locale)}
    </time>
  );
}
