import { Button } from '@backstage/ui';
import { useCaptureEvent } from '../../hooks/useCaptureEvent';
import { usePageWords } from '../../hooks/usePageWords';

/** A button for what is new since the rows were shown, which wait until somebody wants them. */
export function ShowLatest(props: {
  steady: { waiting: number; onlyNew: boolean; showLatest: () => void };
}) {
  const { waiting: count, onlyNew, showLatest } = props.steady;
  const { t } = usePageWords();
  const capture = useCaptureEvent();
  const show = () => {
    capture({ action: 'show', subject: 'latest', value: count });
    showLatest();
  };
  return (
    // It is there before it has anything to say, so that screen readers say it.
    <span role="status">
      {count > 0 && (
        <Button size="small" variant="secondary" onPress={show}>
          {onlyNew ? t('list.new', { count }) : t('list.waiting', { count })}
        </Button>
      )}
    </span>
  );
}
