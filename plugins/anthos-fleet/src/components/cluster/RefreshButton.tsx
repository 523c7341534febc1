import { Button } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import type { ClusterRef } from 'backstage-plugin-anthos-fleet-common';
import { useState } from 'react';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { messageOf } from '../../model/failure';
import { formatTime, parseTime } from '../../model/time';
import { useRefreshCluster } from '../../queries';
import { Quiet } from '../ui';
import styles from '../sections/sections.module.css';

/**
 * Asks for a sweep and tells what came of it. The answer means "accepted": the values come later,
 * by the polling that brings all values, and then this says that they are there.
 */
export function RefreshButton(props: {
  clusterRef: ClusterRef;
  observedAt: string | undefined;
}) {
  const { clusterRef, observedAt } = props;
  const { t, locale } = usePageWords();
  const now = useNow();
  const [observedBefore, setObservedBefore] = useState<string>();
  const refresh = useRefreshCluster(clusterRef);

  const at = (iso: string | undefined) =>
    formatTime(parseTime(iso) ?? now, now, locale);
  const feedback = () => {
    if (refresh.error) {
      return t('cluster.refresh.failed', { reason: messageOf(refresh.error) });
    }
    if (!refresh.data) {
      return '';
    }
    if (observedAt && observedAt !== observedBefore) {
      return t('cluster.refresh.arrived', { time: at(observedAt) });
    }
    const time = at(refresh.data.requestedAt);
    return refresh.data.accepted
      ? t('cluster.refresh.accepted', { time })
      : t('cluster.refresh.covered', { time });
  };

  return (
    <>
      <Button
        variant="secondary"
        iconStart={<RiRefreshLine />}
        isPending={refresh.isPending}
        onPress={() => {
          setObservedBefore(observedAt);
          refresh.mutate();
        }}
      >
        {t('cluster.refresh')}
      </Button>
      <span role="status" className={styles.feedback}>
        <Quiet>{feedback()}</Quiet>
      </span>
    </>
  );
}
