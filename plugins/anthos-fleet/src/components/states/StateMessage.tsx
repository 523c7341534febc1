import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { Tone } from '../../model/tone';
import { ToneIcon } from '../ui/ToneIcon';
import styles from './states.module.css';

/** Stands where content would: what is the matter, and what to do. */
export function StateMessage(props: {
  tone: Tone;
  title: string;
  children?: ReactNode;
  role?: 'alert' | 'status';
}) {
  const { tone, title, children, role } = props;
  return (
    <div className={styles.state} role={role}>
      <div className={styles.title}>
        <ToneIcon tone={tone} size={20} />
        <Text as="h3" variant="title-x-small" weight="bold">
          {title}
        </Text>
      </div>
      {children}
    </div>
  );
}
