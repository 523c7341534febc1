import { RiServerLine } from '@remixicon/react';
import type { ClusterSearchFacts } from 'backstage-plugin-anthos-fleet-common';
import { usePortalWords } from '../../hooks/usePortalWords';
import { toneOfSync } from '../../model/tone';
import { Ago, Quiet, StateLabel } from '../ui';
import { ResultItem, type ResultItemProps } from './ResultItem';

/** A cluster in the results of search: how its sync was, and where it stands. */
export function ClusterResultItem(props: ResultItemProps<ClusterSearchFacts>) {
  const { icon, result, highlight } = props;
  const { t, words } = usePortalWords();
  if (!result) {
    return null;
  }
  const { state = 'unknown', hosting = 'unknown', place, observedAt } = result;
  return (
    <ResultItem
      icon={icon ?? <RiServerLine />}
      result={result}
      highlight={highlight}
    >
      <StateLabel tone={toneOfSync(state)}>{words(`sync.${state}`)}</StateLabel>
      {observedAt && (
        <Quiet>{t('search.asOf', { ago: <Ago time={observedAt} /> })}</Quiet>
      )}
      <Quiet>{words(`hosting.${hosting}`)}</Quiet>
      {place && <Quiet>{place}</Quiet>}
    </ResultItem>
  );
}
