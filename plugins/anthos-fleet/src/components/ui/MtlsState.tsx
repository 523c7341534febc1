import type { MtlsMode } from 'backstage-plugin-anthos-fleet-common';
import { useWords } from '../../hooks/useWords';
import type { Tone } from '../../model/tone';
import { KnownState } from './KnownState';

// To take both kinds of calls is neither well nor wrong: it is how a mesh begins.
const TONES: Partial<Record<MtlsMode, Tone>> = {
  strict: 'good',
  disabled: 'attention',
  unknown: 'unknown',
};

/** A mode of mTLS in the words that fit the place, which may be the last one known. */
export function MtlsState(props: {
  mode: MtlsMode;
  word: string;
  lastKnown: boolean;
}) {
  const { mode, word, lastKnown } = props;
  const { t } = useWords();
  const tone = TONES[mode];
  if (tone) {
    return <KnownState tone={tone} word={word} lastKnown={lastKnown} />;
  }
  return (
    <span>{lastKnown ? t('verdict.lastKnown', { state: word }) : word}</span>
  );
}
