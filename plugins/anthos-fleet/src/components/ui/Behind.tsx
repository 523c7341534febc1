import type { CommitLag } from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { behindWord } from '../../model/commitWords';
import { formatFull, parseTime } from '../../model/time';
import { Quiet } from './Quiet';

/** How far what is live is behind, and since when; the time itself is in its title. */
export function Behind(props: { behind: CommitLag }) {
  const { behind } = props;
  const { t, locale } = useWords();
  const now = useNow();
  const since = parseTime(behind.since);
  return (
    <Quiet title={since && formatFull(since, locale)}>
      {behindWord(t, behind, { now, locale })}
    </Quiet>
  );
}
