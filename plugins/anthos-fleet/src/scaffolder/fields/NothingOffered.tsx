import { Text } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import { StateMessage } from '../../components/states';
import { useFormWords } from '../../hooks/useFormWords';
import { useOverview } from '../../queries';

// Who sets the portal up sees it once; nobody else loads it.
const NotConfigured = lazy(() =>
  import('../../components/states/NotConfigured').then(m => ({
    default: m.NotConfigured,
  })),
);

/** There is no cluster to choose: nothing is connected yet, or nothing of it is for this reader. */
export function NothingOffered() {
  const { t } = useFormWords();
  const { data } = useOverview();
  if (data && !data.configured) {
    return (
      <Suspense fallback={null}>
        <NotConfigured />
      </Suspense>
    );
  }
  return (
    <StateMessage
      tone="unknown"
      title={t('clusterPicker.empty.title')}
      role="status"
    >
      <Text variant="body-medium">{t('clusterPicker.empty.text')}</Text>
    </StateMessage>
  );
}
