import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiErrorWarningFill,
  RiLoopRightLine,
  RiQuestionFill,
} from '@remixicon/react';
import type { Tone } from '../../model/tone';
import styles from './tone.module.css';

const ICONS = {
  good: RiCheckboxCircleFill,
  moving: RiLoopRightLine,
  attention: RiErrorWarningFill,
  broken: RiCloseCircleFill,
  unknown: RiQuestionFill,
} satisfies Record<Tone, unknown>;

/** The sign of a tone. Always beside a word, which screen readers read instead. */
export function ToneIcon(props: { tone: Tone; size?: number }) {
  const { tone, size = 16 } = props;
  const Icon = ICONS[tone];
  return (
    <Icon
      size={size}
      className={`${styles.icon} ${styles[tone]}`}
      aria-hidden="true"
      focusable="false"
    />
  );
}
