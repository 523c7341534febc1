import { RiRadioButtonLine, RiRefreshLine } from '@remixicon/react';
import { usePageWords } from '../../hooks/usePageWords';
import { useLiveState } from '../../queries';
import { ToneIcon } from './ToneIcon';
import styles from './text.module.css';

/** A quiet word on whether changes come to this page by themselves; a clear one when they stop. */
export function LiveWord() {
  const { t } = usePageWords();
  const state = useLiveState();
  if (state === 'lost') {
    return (
      <span className={styles.live} title={t('live.lostHint')} role="status">
        <ToneIcon tone="attention" size={14} />
        {t('live.lost')}
      </span>
    );
  }
  const isLive = state === 'live';
  const Icon = isLive ? RiRadioButtonLine : RiRefreshLine;
  return (
    <span
      className={styles.live}
      title={isLive ? t('live.onHint') : t('live.offHint')}
    >
      <Icon size={12} aria-hidden="true" focusable="false" />
      {isLive ? t('live.on') : t('live.off')}
    </span>
  );
}
