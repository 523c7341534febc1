import type {
  PackageSync,
  SyncStep,
  SyncSteps,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { fade, toneOfStep } from '../../model/tone';
import { Ago, Commit, Quiet, StateLabel } from '../ui';
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
        <li key={name}>
          <StepItem
            title={t(`sync.step.${name}`)}
            step={steps[name]}
            lastKnown={sync.freshness.age !== 'fresh'}
            repository={sync.repository}
          />
        </li>
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
  const tone = toneOfStep(step.state);
  const isOver = step.state !== 'skipped' && step.state !== 'waiting';
  return (
    <>
      <StateLabel tone={lastKnown ? fade(tone) : tone} strong wrap>
        {title}
      </StateLabel>
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
    </>
  );
}
