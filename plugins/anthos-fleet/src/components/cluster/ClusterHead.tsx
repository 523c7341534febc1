import { ButtonLink, Text } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type {
  ClusterDetails,
  ClusterRef,
} from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { clusterSentences } from '../../model/clusterSentences';
import { safeUrl } from '../../model/links';
import { placeOf } from '../../model/place';
import { freshnessOfSync } from '../../model/verdict';
import { ClusterAge, Quiet, VerdictLabel } from '../ui';
import { RefreshButton } from './RefreshButton';
import styles from '../sections/sections.module.css';

/** Which cluster this is, how it is, and what can be done. */
export function ClusterHead(props: {
  details: ClusterDetails;
  clusterRef: ClusterRef;
}) {
  const { details, clusterRef } = props;
  const { cluster } = details;
  const { t, locale } = usePageWords();
  const now = useNow();
  const consoleUrl = safeUrl(details.cluster.consoleUrl);
  const freshness = freshnessOfSync(cluster);
  return (
    <>
      <div className={styles.head}>
        <div className={styles.title}>
          <div className={styles.name}>
            <Text as="h2" variant="title-small" weight="bold">
              {cluster.name}
            </Text>
            <VerdictLabel cluster={cluster} />
            <ClusterAge cluster={cluster} />
          </div>
          <Quiet>
            {[
              t(`hosting.${cluster.hosting}`),
              placeOf(cluster),
              t(`platform.${cluster.platform}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Quiet>
        </div>
        <div className={styles.actions}>
          {details.mayRefresh && (
            <RefreshButton
              clusterRef={clusterRef}
              observedAt={freshness.observedAt}
            />
          )}
          {consoleUrl && (
            <ButtonLink
              href={consoleUrl}
              target="_blank"
              rel="noopener noreferrer"
              variant="tertiary"
              iconEnd={<RiExternalLinkLine />}
            >
              {t('cluster.console')}
            </ButtonLink>
          )}
        </div>
      </div>
      <p className={styles.say}>
        {clusterSentences(t, cluster, { now, locale }).join(' ')}
      </p>
    </>
  );
}
