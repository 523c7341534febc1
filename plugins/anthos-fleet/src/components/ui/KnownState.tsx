import { useWords } from '../../hooks/useWords';
import { fade, type Tone } from '../../model/tone';
import { StateLabel } from './StateLabel';

/** A state that may be the last one known: then it says so, and is not green any more. */
export function KnownState(props: {
  tone: Tone;
  word: string;
  lastKnown: boolean;
}) {
  const { tone, word, lastKnown } = props;
  const { t } = useWords();
  return (
    <StateLabel tone={lastKnown ? fade(tone) : tone} wrap>
      {lastKnown ? t('verdict.lastKnown', { state: word }) : word}
    </StateLabel>
  );
}
