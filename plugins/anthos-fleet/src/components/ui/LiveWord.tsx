import { RiRadioButtonLine, RiRefreshLine } from '@remixicon/react';
import { usePageWords } from '../../hooks/usePageWords';
import { useIsConnected, useLiveState } from '../../queries';
import { ToneIcon } from './ToneIcon';
import styles from './text.module.css';

/** A quiet word on whether changes come to this page by themselves; a clear one when they stop. */
export function LiveWord() {
  const { t } = usePageWords();
  const state = useLiveState();
  const isConnected = useIsConnected();
  const isLost = state === 'lost' || !isConnected;
  const isLive = state === 'live';
  const Icon = isLive ? RiRadioButtonLine : RiRefreshLine;
  return (
    <>
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
          className={styles.live}
          title={isLive ? t('live.onHint') : t('live.offHint')}
        >
          <Icon size={12} aria-hidden="true" focusable="false" />
          {isLive ? t('live.on') : t('live.off')}
        </span>
      )}
    </>
  );
}
