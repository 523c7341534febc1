import { Badge } from '@backstage/ui';
import { RiNotificationOffLine } from '@remixicon/react';
import type { Mute } from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { formatTime, parseTime } from '../../model/time';

/** Marks what nobody is notified of, and until when; the title gives the reason. */
export function Muted(props: { mute: Mute }) {
  const { mute } = props;
  const { t, locale } = usePageWords();
  const now = useNow();
  const until = parseTime(mute.expiresAt);
  return (
    <Badge
      size="small"
      icon={<RiNotificationOffLine aria-hidden="true" />}
      title={mute.reason}
    >
      {until
        ? t('errors.mutedUntil', { time: formatTime(until, now, locale) })
        : t('errors.muted')}
    </Badge>
  );
}
