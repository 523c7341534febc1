import { Checkbox, List, ListRow } from '@backstage/ui';
import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { ClusterAge, Quiet, VerdictLabel } from '../../components/ui';
import { verdictWord } from '../../components/ui/VerdictLabel';
import { useFormWords } from '../../hooks/useFormWords';
import { placeOf } from '../../model/place';
import { judgeCluster } from '../../model/verdict';
import {
  chooseInGroup,
  refusalOf,
  type ClusterGroup,
} from '../model/clusterChoices';
import type { ClusterOffer } from '../model/clusterOffer';
import styles from './fields.module.css';

interface GroupProps {
  group: ClusterGroup;
  offer: ClusterOffer;
  value: string[];
  /** Names that several clusters have. */
  shared: ReadonlySet<string>;
  isDisabled: boolean;
  onChange: (value: string[]) => void;
}

/** Clusters of one kind of hosting: one stop of the keyboard, with arrows within. */
export function ClusterGroupList(props: GroupProps) {
  const { group, offer, value, shared, isDisabled, onChange } = props;
  const { words } = useFormWords();
  const refs = group.clusters.map(({ ref }) => ref);
  const isFull =
    offer.maxItems !== undefined &&
    offer.maxItems > 1 &&
    value.length >= offer.maxItems;
  const isOpen = (cluster: Cluster) =>
    value.includes(cluster.ref) || (!isFull && !refusalOf(cluster, offer));
  const open = group.clusters.filter(isOpen).map(({ ref }) => ref);

  const choose = (chosen: ReadonlySet<string>) =>
    onChange(chooseInGroup(value, refs, chosen, offer.maxItems));

  return (
    <div>
      <GroupHead {...props} open={open} isFull={isFull} onChoose={choose} />
      <List
        aria-label={words(`hosting.${group.hosting}`)}
        items={group.clusters.map(cluster => ({ id: cluster.ref, cluster }))}
        // What a row shows depends on more than its cluster.
        dependencies={[value, offer, shared, isDisabled]}
        selectionMode={offer.maxItems === 1 ? 'single' : 'multiple'}
        selectionBehavior="toggle"
        // A disabled row says why, so the keyboard comes by it.
        disabledBehavior="selection"
        escapeKeyBehavior="none"
        selectedKeys={refs.filter(ref => value.includes(ref))}
        onSelectionChange={keys =>
          choose(new Set(keys === 'all' ? open : [...keys].map(String)))
        }
      >
        {({ cluster }) => (
          <ClusterRow
            cluster={cluster}
            offer={offer}
            isShared={shared.has(cluster.name)}
            isDisabled={isDisabled || !isOpen(cluster)}
          />
        )}
      </List>
    </div>
  );
}

function GroupHead(
  props: GroupProps & {
    open: string[];
    isFull: boolean;
    onChoose: (chosen: ReadonlySet<string>) => void;
  },
) {
  const { group, offer, value, open, isFull, isDisabled, onChoose } = props;
  const { t, words } = useFormWords();
  const hosting = words(`hosting.${group.hosting}`);
  const chosen = group.clusters.filter(({ ref }) => value.includes(ref)).length;
  const free = group.clusters.filter(each => !refusalOf(each, offer));
  const isAll = free.length > 0 && free.every(({ ref }) => value.includes(ref));
  return (
    <div className={styles.groupHead}>
      {offer.maxItems === 1 ? (
        hosting
      ) : (
        <Checkbox
          aria-label={t('clusterPicker.all', { hosting })}
          isSelected={isAll}
          isIndeterminate={chosen > 0 && !isAll}
          isDisabled={isDisabled || open.length === 0}
          // With no room for more, what it can do is take out.
          onChange={() => onChoose(new Set(isAll || isFull ? [] : open))}
        >
          {hosting}
        </Checkbox>
      )}
      <span className={styles.count}>
        <Quiet>
          {t('clusterPicker.ofGroup', {
            chosen: String(chosen),
            total: String(group.clusters.length),
          })}
        </Quiet>
      </span>
    </div>
  );
}

function ClusterRow(props: {
  cluster: Cluster;
  offer: ClusterOffer;
  isShared: boolean;
  isDisabled: boolean;
}) {
  const { cluster, offer, isShared, isDisabled } = props;
  const { t, words } = useFormWords();
  const place = placeOf(cluster) ?? words('clusters.noPlace');
  const refusal = refusalOf(cluster, offer);
  const reason = refusal && t(`clusterPicker.reason.${refusal}`);
  const where = isShared ? `${cluster.fleet} / ${cluster.location}` : undefined;
  return (
    <ListRow
      id={cluster.ref}
      className={styles.row}
      isDisabled={isDisabled}
      textValue={[
        cluster.name,
        place,
        where,
        verdictWord(words, cluster, judgeCluster(cluster)),
        reason,
      ]
        .filter(Boolean)
        .join(', ')}
    >
      <span className={styles.cluster}>
        <Checkbox slot="selection" aria-label={cluster.name} />
        <span className={styles.name}>
          <span>{cluster.name}</span>
          {!(where && place === cluster.location) && (
            <Quiet title={cluster.ref}>{place}</Quiet>
          )}
          {where && <Quiet>{where}</Quiet>}
          {reason && (
            <span className={styles.reason}>
              <Quiet>{reason}</Quiet>
            </span>
          )}
        </span>
        <span className={styles.state}>
          <VerdictLabel cluster={cluster} wrap />
          <ClusterAge cluster={cluster} />
        </span>
      </span>
    </ListRow>
  );
}
