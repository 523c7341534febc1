import type {
  RolloutState,
  RolloutStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import type { RolloutSearch } from './rolloutSearch';
import type { Tone } from './tone';

/** A sentence over a list of rollouts, and those that it counts. */
export interface RolloutSentence {
  text: string;
  tone?: Tone;
  filter?: Partial<RolloutSearch>;
}

/** Whether the same commit is live everywhere, as a colleague would say it. */
export function rolloutSentences(
  t: PageTranslation,
  states: readonly RolloutStateCount[],
): RolloutSentence[] {
  const count = (wanted: RolloutState) =>
    states.find(({ state }) => state === wanted)?.total ?? 0;
  const total = states.reduce((sum, item) => sum + item.total, 0);
  const held = count('held-back');
  const moving = count('rolling-out');
  const unknown = count('unknown');
  const different = held + moving;
  if (count('same') === total) {
    return total
      ? [{ text: t('rollouts.say.allSame', { count: total }), tone: 'good' }]
      : [];
  }
  const sentences: (RolloutSentence | 0)[] = [
    different && {
      text: t('rollouts.say.different', {
        count: different,
        total: String(total),
      }),
      filter: { state: ['held-back', 'rolling-out'] },
    },
    held && {
      text: t('rollouts.say.held', { count: held }),
      tone: 'broken',
      filter: { state: ['held-back'] },
    },
    moving && {
      text: t('rollouts.say.moving', { count: moving }),
      tone: 'moving',
      filter: { state: ['rolling-out'] },
    },
    unknown && {
      text: t('rollouts.say.unknown', {
        count: unknown,
        total: String(total),
      }),
      tone: 'unknown',
      filter: { state: ['unknown'] },
    },
  ];
  return sentences.filter(sentence => sentence !== 0);
}
