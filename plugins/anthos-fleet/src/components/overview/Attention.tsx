import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { Cluster, Overview } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import type { ClusterFilter } from '../../model/clusterSearch';
import {
  countSilent,
  countStale,
  countSync,
} from '../../model/overviewHeadline';
import { placeOf } from '../../model/place';
import type { Tone } from '../../model/tone';
import type { PageTranslation } from '../../pageTranslation';
import {
  ClusterAge,
  MaybeLink,
  Quiet,
  StateLabel,
  ToneIcon,
  VerdictLabel,
} from '../ui';
import { ErrorCount } from '../ui/ErrorCount';
import styles from './overview.module.css';

interface Count {
  key: string;
  label: string;
  total: number;
  tone: Tone;
  filter: ClusterFilter;
}

function countsOf(t: PageTranslation, overview: Overview): Count[] {
  const counts: Count[] = [
    {
      key: 'errors',
      label: t('overview.attention.errors'),
      total: countSync(overview, 'error'),
      tone: 'broken',
      filter: { syncState: ['error'] },
    },
    {
      key: 'stalled',
      label: t('overview.attention.stalled'),
      total: countSync(overview, 'stalled'),
      tone: 'broken',
      filter: { syncState: ['stalled'] },
    },
    {
      key: 'silent',
      label: t('overview.attention.silent'),
      total: countSilent(overview),
      tone: 'attention',
      filter: { connection: ['disconnected'] },
    },
    {
      key: 'stale',
      label: t('overview.attention.stale'),
      total: countStale(overview),
      tone: 'attention',
      filter: { age: ['stale', 'never'] },
    },
    {
      key: 'leftOver',
      label: t('overview.attention.leftOver'),
      total: overview.orphaned,
      tone: 'attention',
      filter: { orphaned: true },
    },
  ];
  return counts.filter(count => count.total > 0);
}

/** What a person should look at: how many of each kind, and the worst of them by name. */
export function Attention(props: { overview: Overview }) {
  const { overview } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const counts = countsOf(t, overview);
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('overview.attention.title')}
        </Text>
      </CardHeader>
      <CardBody>
        {counts.length === 0 && (
          <StateLabel tone="good">{t('overview.attention.none')}</StateLabel>
        )}
        {counts.length > 0 && (
          <ul className={styles.counts}>
            {counts.map(({ key, label, total, tone, filter }) => (
              <li key={key}>
                <ToneIcon tone={tone} />
                <MaybeLink href={links.clusters(filter)} variant="body-medium">
                  {label} {total}
                </MaybeLink>
              </li>
            ))}
          </ul>
        )}
        <ul className={styles.list}>
          {overview.attention.map(cluster => (
            <AttentionRow key={cluster.ref} cluster={cluster} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function AttentionRow(props: { cluster: Cluster }) {
  const { cluster } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const { gateway } = cluster.freshness;
  return (
    <li className={styles.row}>
      <div className={styles.rowHead}>
        <MaybeLink
          href={links.cluster(cluster)}
          variant="body-medium"
          weight="bold"
        >
          {cluster.name}
        </MaybeLink>
        <VerdictLabel cluster={cluster} />
      </div>
      <div className={styles.rowMeta}>
        <Quiet>{t(`hosting.${cluster.hosting}`)}</Quiet>
        <Quiet title={cluster.ref}>
          {placeOf(cluster) ?? t('clusters.noPlace')}
        </Quiet>
        <ErrorCount cluster={cluster} />
        <ClusterAge cluster={cluster} />
      </div>
      {gateway && gateway.outcome !== 'ok' && gateway.message && (
        <p className={styles.why} title={gateway.message}>
          {t('state.stale.reason', { message: gateway.message })}
        </p>
      )}
    </li>
  );
}
