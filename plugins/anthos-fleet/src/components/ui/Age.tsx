import type { Freshness } from 'backstage-plugin-anthos-fleet-common';
import { useWords } from '../../hooks/useWords';
import { Ago } from './Ago';
import { Quiet } from './Quiet';

/** The age of a value. Once it is old it says so, and the title gives the reason. */
export function Age(props: { freshness: Freshness; lastKnown?: boolean }) {
  const { freshness, lastKnown = freshness.age !== 'fresh' } = props;
  const { t } = useWords();
  if (!freshness.observedAt || freshness.age === 'never') {
    return <Quiet title={freshness.message}>{t('ago.never')}</Quiet>;
  }
  const ago = <Ago time={freshness.observedAt} />;
  return (
    <Quiet title={freshness.message}>
      {lastKnown ? t('ago.lastKnown', { ago }) : ago}
    </Quiet>
  );
}
