import type {
  ClusterBrief,
  Freshness,
  NamedClusters,
  PolicyConstraintList,
} from 'backstage-plugin-anthos-fleet-common';
import { Fragment } from 'react';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { Age, MaybeLink, ToneIcon } from '../ui';
import lists from '../lists/lists.module.css';

const unaged = ({ total, clusters }: NamedClusters) => ({
  total,
  clusters: clusters.map(cluster => ({ cluster })),
});

/**
 * The clusters that say nothing of rules, and those that have not lately, by name, so that nobody
 * takes them for clean.
 */
export function ClusterNotes(props: {
  list: Pick<
    PolicyConstraintList,
    'withoutConstraints' | 'notRead' | 'lastKnown'
  >;
}) {
  const { withoutConstraints, notRead, lastKnown } = props.list;
  const { t } = usePageWords();
  return (
    <>
      {lastKnown.total > 0 && (
        <Names
          text={t('policies.say.lastKnown', { count: lastKnown.total })}
          total={lastKnown.total}
          clusters={lastKnown.clusters}
        />
      )}
      {notRead.total > 0 && (
        <Names
          text={t('policies.say.notRead', { count: notRead.total })}
          {...unaged(notRead)}
        />
      )}
      {withoutConstraints.total > 0 && (
        <Names
          text={t('policies.say.without', { count: withoutConstraints.total })}
          {...unaged(withoutConstraints)}
        />
      )}
    </>
  );
}

function Names(props: {
  text: string;
  total: number;
  clusters: { cluster: ClusterBrief; freshness?: Freshness }[];
}) {
  const { text, total, clusters } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const more = total - clusters.length;
  return (
    <p className={lists.note}>
      <ToneIcon tone="unknown" /> <span>{text}</span>{' '}
      {clusters.map(({ cluster, freshness }) => (
        <Fragment key={cluster.ref}>
          <MaybeLink href={links.cluster(cluster)} title={cluster.ref}>
            {cluster.name}
          </MaybeLink>
          {freshness && (
            <span className={lists.sayPart}>
              <Age freshness={freshness} />
            </span>
          )}
        </Fragment>
      ))}
      {more > 0 && <span>{t('policies.moreClusters', { count: more })}</span>}
    </p>
  );
}
