import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';
import { useWords } from '../../hooks/useWords';
import { toneOfSync } from '../../model/tone';
import { KnownState } from './KnownState';

/** The state of a package sync, which may be the last one known. */
export function SyncState(props: {
  sync: Pick<PackageSync, 'state' | 'freshness'>;
}) {
  const { state, freshness } = props.sync;
  const { t } = useWords();
  return (
    <KnownState
      tone={toneOfSync(state)}
      word={t(`sync.${state}`)}
      lastKnown={state !== 'unknown' && freshness.age !== 'fresh'}
    />
  );
}
