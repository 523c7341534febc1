import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import styles from './text.module.css';

/** Lines to paste somewhere, with a button that copies them. */
export function Snippet(props: { text: string; label: string }) {
  const { text, label } = props;
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <div className={styles.snippet} role="group" aria-label={label}>
      <pre>{text}</pre>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={copied ? t('state.copied') : t('state.copy')}
        icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        // Without HTTPS a browser has no clipboard; the text can still be selected.
        onPress={() =>
          navigator.clipboard?.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      />
    </div>
  );
}
