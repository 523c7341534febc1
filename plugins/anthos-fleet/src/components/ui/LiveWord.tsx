import { RiRadioButtonLine, RiRefreshLine } from '@remixicon/react';
import { usePageWords } from '../../hooks/usePageWords';
import { useIsLive } from '../../queries';
import styles from './text.module.css';

/** A quiet word on whether changes come to this page by themselves. */
export function LiveWord() {
  const { t } = usePageWords();
  const isLive = useIsLive();
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
