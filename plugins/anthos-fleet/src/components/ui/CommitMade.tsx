import type { CommitDetails } from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { commitMade } from '../../model/commitWords';
import { formatFull, parseTime } from '../../model/time';
import { Quiet } from './Quiet';

/** Who made a commit, when and why, beside it; the time itself is in its title. */
export function CommitMade(props: { details: CommitDetails | undefined }) {
  const { details } = props;
  const { t, locale } = usePageWords();
  const now = useNow();
  if (!details) {
    return null;
  }
  const at = parseTime(details.committedAt);
  return (
    <Quiet title={at && formatFull(at, locale)}>
      {commitMade(t, details, { now, locale })}
    </Quiet>
  );
}
