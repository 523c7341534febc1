import { ButtonIcon } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useFormWords } from '../../hooks/useFormWords';
import styles from './fields.module.css';

/** One of the values that were chosen, and the way to take it out again. */
export function ChosenRow(props: {
  name: string;
  children: ReactNode;
  isDisabled: boolean;
  onRemove: () => void;
}) {
  const { name, children, isDisabled, onRemove } = props;
  const { t } = useFormWords();
  return (
    <li>
      <span className={styles.chosenText}>{children}</span>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={t('form.remove', { name })}
        icon={<RiCloseLine />}
        isDisabled={isDisabled}
        onPress={onRemove}
      />
    </li>
  );
}
