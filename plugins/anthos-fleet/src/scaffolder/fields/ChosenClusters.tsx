import { Button } from '@backstage/ui';
import { Quiet } from '../../components/ui';
import { useFormWords } from '../../hooks/useFormWords';
import { clusterWord, namesInRow } from '../model/clusterNames';
import type { ClusterOffer } from '../model/clusterOffer';
import { Status } from './FieldParts';
import styles from './fields.module.css';

/** What is chosen, also where the search hides it, and how many it must be. */
export function ChosenClusters(props: {
  id: string;
  value: string[];
  offer: Pick<ClusterOffer, 'minItems' | 'maxItems'>;
  /** The form was sent without enough of them. */
  isTooFew: boolean;
  isDisabled: boolean;
  onChange: (value: string[]) => void;
}) {
  const { id, value, isTooFew, isDisabled, onChange } = props;
  const { minItems, maxItems } = props.offer;
  const { t, locale } = useFormWords();
  return (
    <div className={styles.bar}>
      <Status id={id} tone={isTooFew ? 'broken' : undefined}>
        {value.length
          ? t('clusterPicker.chosen', {
              count: value.length,
              names: namesInRow(t, locale, value.map(clusterWord)),
            })
          : t('clusterPicker.none')}{' '}
        <Quiet>
          {(minItems > 1 || isTooFew) &&
            t('clusterPicker.atLeast', { count: minItems })}{' '}
          {maxItems !== undefined &&
            t('clusterPicker.atMost', { count: maxItems })}
        </Quiet>
      </Status>
      {value.length > 0 && (
        <Button
          size="small"
          variant="tertiary"
          isDisabled={isDisabled}
          onPress={() => onChange([])}
        >
          {t('clusterPicker.clear')}
        </Button>
      )}
    </div>
  );
}
