import type { ReactNode } from 'react';
import type { Tone } from '../../model/tone';
import { ToneIcon } from './ToneIcon';
import styles from './tone.module.css';

/** A state as icon, colour and word together, so that none of them has to be seen or known. */
export function StateLabel(props: {
  tone: Tone;
  children: ReactNode;
  strong?: boolean;
  wrap?: boolean;
}) {
  const { tone, children, strong, wrap } = props;
  const classes = [styles.label];
  if (strong) {
    classes.push(styles.strong);
  }
  if (wrap) {
    classes.push(styles.wrap);
  }
  return (
    <span className={classes.join(' ')} data-tone={tone}>
      <ToneIcon tone={tone} />
      <span>{children}</span>
    </span>
  );
}
