import { RiServerLine } from '@remixicon/react';
import type { ClusterSearchFacts } from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { usePortalWords } from '../../hooks/usePortalWords';
import { toneOfSync } from '../../model/tone';
import { parseTime } from '../../model/time';
import { Ago, KnownState, Quiet } from '../ui';
import { ResultItem, type FleetSearchResultListItemProps } from './ResultItem';

// An index that nobody refreshes must not keep a cluster green.
const OLD_MS = 3_600_000;

/** A cluster in the results of search: how its sync was, and where it stands. */
export function ClusterResultItem(
  props: FleetSearchResultListItemProps<ClusterSearchFacts>,
) {
  const { icon, result, highlight } = props;
  const { t, words } = usePortalWords();
  const now = useNow();
  if (!result) {
    return null;
  }
  const { state = 'unknown', hosting = 'unknown', place, observedAt } = result;
  const { lastKnown = true } = result;
  return (
    <ResultItem
      icon={icon ?? <RiServerLine />}
      result={result}
      highlight={highlight}
    >
      <KnownState
        tone={toneOfSync(state)}
        word={words(`sync.${state}`)}
        lastKnown={state !== 'unknown' && (lastKnown || isOld(observedAt, now))}
      />
      {observedAt && (
        <Quiet>{t('search.asOf', { ago: <Ago time={observedAt} /> })}</Quiet>
      )}
      <Quiet>{words(`hosting.${hosting}`)}</Quiet>
      {place && <Quiet>{place}</Quiet>}
    </ResultItem>
  );
}

function isOld(observedAt: string | undefined, now: Date): boolean {
  const then = parseTime(observedAt);
  return !then || now.getTime() - then.getTime() > OLD_MS;
}
