import { RiRadioButtonLine, RiRefreshLine } from '@remixicon/react';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { formatFull } from '../../model/time';
import { useIsConnected, useLiveState } from '../../queries';
import { ToneIcon } from './ToneIcon';
import print from './print.module.css';
import styles from './text.module.css';

/** A quiet word on whether changes come to this page by themselves; a clear one when they stop. */
export function LiveWord() {
  const { t, locale } = usePageWords();
  const now = useNow();
  const state = useLiveState();
  const isConnected = useIsConnected();
  const isLost = state === 'lost' || !isConnected;
  const isLive = state === 'live';
  const Icon = isLive ? RiRadioButtonLine : RiRefreshLine;
  return (
    <>
      <span className={print.printed}>
        {t('live.printed', { time: formatFull(now, locale) })}
      </span>
      {/* It is there before it has anything to say, so that screen readers say it. */}
      <span role="status" className={styles.said}>
        {isLost && (
          <span
            className={styles.lost}
            title={isConnected ? t('live.lostHint') : t('live.goneHint')}
          >
            <ToneIcon tone={isConnected ? 'attention' : 'broken'} size={14} />
            {isConnected ? t('live.lost') : t('live.gone')}
          </span>
        )}
      </span>
      {!isLost && (
        <span
          className={`${styles.live} ${print.hidden}`}
          title={isLive ? t('live.onHint') : t('live.offHint')}
        >
          <Icon size={12} aria-hidden="true" focusable="false" />
          {isLive ? t('live.on') : t('live.off')}
        </span>
      )}
    </>
  );
}
