import type { FleetChanges } from 'backstage-plugin-anthos-fleet-common';
import type { Visible } from '../store';

const MAX_AGE_MS = 2_000;
const MAX_ANSWERS = 100;

/**
 * Gives what changed to everybody who may see the same, for a moment: pages that are open ask
 * together when they hear of a change.
 */
export class ChangesMemory {
  readonly #answers = new Map<
    string,
    { madeAt: number; answer: Promise<FleetChanges> }
  >();

  get(
    visible: Visible,
    now: Date,
    make: () => Promise<FleetChanges>,
  ): Promise<FleetChanges> {
    const madeAt = now.getTime();
    for (const [key, kept] of this.#answers) {
      if (Math.abs(madeAt - kept.madeAt) >= MAX_AGE_MS) {
        this.#answers.delete(key);
      }
    }
    const key = JSON.stringify(visible);
    const kept = this.#answers.get(key);
    if (kept) {
      return kept.answer;
    }
    const answer = make();
    if (this.#answers.size < MAX_ANSWERS) {
      this.#answers.set(key, { madeAt, answer });
      answer.catch(() => this.#answers.delete(key));
    }
    return answer;
  }
}
