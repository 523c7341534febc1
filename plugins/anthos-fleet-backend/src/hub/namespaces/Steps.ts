import type {
  FleetNamespaceStatus,
  FleetNamespaceStep,
  Outcome,
} from 'backstage-plugin-anthos-fleet-common';
import { compact } from '../../google/json';
import { findCause, HttpFailure, ReadProblem } from '../../google/problems';

/** How a step ended. */
export type StepEnd = Pick<FleetNamespaceStep, 'state' | 'message' | 'remedy'>;

const DONE: readonly FleetNamespaceStep['state'][] = [
  'unchanged',
  'created',
  'updated',
];
/** What may well be different in a moment. */
const PASSING: readonly Outcome[] = ['timeout', 'unreachable', 'rate-limited'];

export function isDone({ state }: StepEnd): boolean {
  return DONE.includes(state);
}

/** The steps of one request, each with how it ended. */
export class Steps {
  readonly #steps: FleetNamespaceStep[] = [];
  #changed = false;

  /** Something was written, whatever came of it. */
  wrote(): void {
    this.#changed = true;
  }

  /**
   * Does a step. What Google refuses ends this step and not the request: the others may go on.
   *
   * @returns whether it is done
   */
  async take(
    kind: FleetNamespaceStep['kind'],
    name: string,
    work: () => Promise<StepEnd>,
  ): Promise<boolean> {
    const step: FleetNamespaceStep = { kind, name, state: 'waiting' };
    // Steps that are done at the same time keep the order in which they began.
    this.#steps.push(step);
    try {
      Object.assign(step, await work());
    } catch (error) {
      if (!(error instanceof ReadProblem)) {
        throw error;
      }
      Object.assign(step, endOf(error));
    }
    return isDone(step);
  }

  get status(): FleetNamespaceStatus {
    return {
      done: this.#steps.every(isDone),
      changed: this.#changed,
      steps: this.#steps.map(step => compact(step)),
    };
  }
}

function endOf(problem: ReadProblem): StepEnd {
  const { outcome, message, remedy } = problem;
  // Somebody was quicker, or an answer was lost: the next request finds what is there.
  const exists = findCause(problem, HttpFailure)?.status === 409;
  return exists || PASSING.includes(outcome)
    ? { state: 'waiting', message, remedy: exists ? undefined : remedy }
    : { state: 'failed', message, remedy };
}
