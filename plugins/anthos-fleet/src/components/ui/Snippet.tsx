import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useWords } from '../../hooks/useWords';
import type { CopiedKind } from '../../model/fleetEvents';
import { useCopy } from './CopyButton';
import styles from './text.module.css';

/** Lines to paste somewhere, with a button that copies them; they can also be selected. */
export function Snippet(props: {
  text: string;
  label: string;
  kind: CopiedKind;
}) {
  const { text, label, kind } = props;
  const { t } = useWords();
  const { copied, copy } = useCopy(kind);
  return (
    <div className={styles.snippet} role="group" aria-label={label}>
      <pre>{text}</pre>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={copied ? t('state.copied') : t('state.copy')}
        icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={() => copy(text)}
      />
    </div>
  );
}
