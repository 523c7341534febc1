import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { Mono, StateLabel } from '../../components/ui';
import { useFormWords } from '../../hooks/useFormWords';
import { shortened } from '../../model/shortened';
import { isOffered, type ClusterOffer } from '../model/clusterOffer';
import { clusterWord } from '../model/clusterNames';
import { useChosenClusters, type LookedUp } from '../queries/clusters';
import { ChosenRow } from './ChosenRow';
import styles from './fields.module.css';

type Why = 'gone' | 'not-a-ref' | 'not-offered' | 'hidden' | 'unknown';

interface Leftover {
  ref: string;
  why: Why;
}

function whyLeft(offer: ClusterOffer, answer: LookedUp): Why | undefined {
  if ('lost' in answer) {
    return answer.lost === 'pending' ? undefined : answer.lost;
  }
  return isOffered(offer, answer.found) ? undefined : 'not-offered';
}

/** Chosen clusters that no list has: removed since, hidden, or not meant by this template. */
export function LeftoverClusters(props: {
  offer: ClusterOffer;
  value: string[];
  known: readonly Cluster[];
  /** The list was read, so that what it lacks is worth a question. */
  isKnown: boolean;
  isDisabled: boolean;
  onChange: (value: string[]) => void;
}) {
  const { offer, value, known, isKnown, isDisabled, onChange } = props;
  const { t } = useFormWords();
  const missing = isKnown
    ? value.filter(ref => !known.some(cluster => cluster.ref === ref))
    : [];
  const leftovers = useChosenClusters(missing).flatMap<Leftover>(answer => {
    const why = whyLeft(offer, answer);
    return why ? [{ ref: answer.ref, why }] : [];
  });
  if (!leftovers.length) {
    return null;
  }
  return (
    <ul aria-label={t('clusterPicker.leftovers')} className={styles.chosen}>
      {leftovers.map(({ ref, why }) => (
        <ChosenRow
          key={ref}
          name={clusterWord(ref)}
          isDisabled={isDisabled}
          onRemove={() => onChange(value.filter(other => other !== ref))}
        >
          <Mono>{shortened(ref)}</Mono>
          <StateLabel
            tone={
              why === 'unknown' || why === 'hidden' ? 'unknown' : 'attention'
            }
            wrap
          >
            {t(`clusterPicker.lost.${why}`)}
          </StateLabel>
        </ChosenRow>
      ))}
    </ul>
  );
}
