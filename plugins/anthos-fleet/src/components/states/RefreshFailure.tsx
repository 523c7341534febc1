import { Alert, Button } from '@backstage/ui';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { classifyFailure } from '../../model/failure';
import { formatTime } from '../../model/time';
import { failureSentence } from './FailureState';

/** Above content that is still there although the latest look for it failed. */
export function RefreshFailure(props: {
  error: unknown;
  dataUpdatedAt: number;
  onRetry: () => void;
}) {
  const { error, dataUpdatedAt, onRetry } = props;
  const { t, locale } = useWords();
  const now = useNow();
  if (!error) {
    return null;
  }
  const reason = failureSentence(t, classifyFailure(error)).replace(/\.$/, '');
  return (
    <Alert
      status="warning"
      icon
      role="status"
      title={t('state.error.refresh', {
        reason,
        time: formatTime(new Date(dataUpdatedAt), now, locale),
      })}
      customActions={
        <Button size="small" variant="tertiary" onPress={onRetry}>
          {t('state.error.retry')}
        </Button>
      }
    />
  );
}
