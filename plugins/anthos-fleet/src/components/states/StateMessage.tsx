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
  /** Set where this is all that a page has; in a card the card's title is the heading. */
  heading?: 'h2';
}) {
  const { tone, title, children, role, heading = 'p' } = props;
  return (
    <div className={styles.state} role={role}>
      <div className={styles.title}>
        <ToneIcon tone={tone} size={20} />
        <Text as={heading} variant="title-x-small" weight="bold">
          {title}
        </Text>
      </div>
      {children}
    </div>
  );
}
