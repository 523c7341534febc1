import type {
  NamedClusters,
  PolicyConstraintList,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { MaybeLink, ToneIcon } from '../ui';
import lists from '../lists/lists.module.css';

/** The clusters that say nothing of rules, by name, so that nobody takes them for clean. */
export function SilentClusters(props: {
  list: Pick<PolicyConstraintList, 'withoutConstraints' | 'notRead'>;
}) {
  const { withoutConstraints, notRead } = props.list;
  const { t } = usePageWords();
  return (
    <>
      {notRead.total > 0 && (
        <Names
          text={t('policies.say.notRead', { count: notRead.total })}
          clusters={notRead}
        />
      )}
      {withoutConstraints.total > 0 && (
        <Names
          text={t('policies.say.without', { count: withoutConstraints.total })}
          clusters={withoutConstraints}
        />
      )}
    </>
  );
}

function Names(props: { text: string; clusters: NamedClusters }) {
  const { total, clusters } = props.clusters;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const more = total - clusters.length;
  return (
    <p className={lists.note}>
      <ToneIcon tone="unknown" /> <span>{props.text}</span>{' '}
      {clusters.map(cluster => (
        <MaybeLink
          key={cluster.ref}
          href={links.cluster(cluster)}
          title={cluster.ref}
        >
          {cluster.name}
        </MaybeLink>
      ))}
      {more > 0 && <span>{t('policies.moreClusters', { count: more })}</span>}
    </p>
  );
}
