import { RiSkipForwardLine, RiTimeLine } from '@remixicon/react';
import type {
  PackageSync,
  StepState,
  SyncStep,
  SyncSteps,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { fade, toneOfStep, type Tone } from '../../model/tone';
import { Ago, Commit, Quiet, ToneIcon } from '../ui';
import styles from './syncs.module.css';

const STEPS = ['source', 'rendering', 'sync'] as const;

/** The way from the source to the cluster, and how far it has come. */
export function Steps(props: {
  steps: SyncSteps;
  sync: Pick<PackageSync, 'freshness' | 'repository'>;
}) {
  const { steps, sync } = props;
  const { t } = usePageWords();
  return (
    <ol className={styles.steps}>
      {STEPS.map(name => (
        <StepItem
          key={name}
          title={t(`sync.step.${name}`)}
          step={steps[name]}
          lastKnown={sync.freshness.age !== 'fresh'}
          repository={sync.repository}
        />
      ))}
    </ol>
  );
}

function StepItem(props: {
  title: string;
  step: SyncStep;
  lastKnown: boolean;
  repository: string | undefined;
}) {
  const { title, step, lastKnown, repository } = props;
  const { t } = usePageWords();
  const known = toneOfStep(step.state);
  const tone = lastKnown ? fade(known) : known;
  const isOver = step.state !== 'skipped' && step.state !== 'waiting';
  return (
    <li data-tone={tone}>
      <span className={styles.step}>
        <StepIcon state={step.state} tone={tone} />
        {title}
      </span>
      <span className={styles.meta}>
        <span>{t(`sync.stepState.${step.state}`)}</span>
        {step.errorCount > 0 && (
          <Quiet>{t('clusters.errors', { count: step.errorCount })}</Quiet>
        )}
        {step.commit && isOver && (
          <Commit commit={step.commit} repository={repository} />
        )}
        {isOver && (
          <Quiet>
            <Ago time={step.updatedAt} />
          </Quiet>
        )}
      </span>
      {step.message && <p className={styles.message}>{step.message}</p>}
    </li>
  );
}

/** A step that has not come yet, or that is left out, is not one of which nothing is known. */
function StepIcon(props: { state: StepState; tone: Tone }) {
  const { state, tone } = props;
  if (state !== 'waiting' && state !== 'skipped') {
    return <ToneIcon tone={tone} />;
  }
  const Icon = state === 'waiting' ? RiTimeLine : RiSkipForwardLine;
  return (
    <Icon
      size={16}
      className={styles.idle}
      aria-hidden="true"
      focusable="false"
    />
  );
}
