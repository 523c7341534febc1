const MAX_AGE_MS = 2_000;
const MAX_ANSWERS = 100;

/**
 * Gives the same answer to everybody who asks the same, for a moment: pages that are open ask
 * together when they hear of a change.
 */
export class BriefMemory<T> {
  readonly #answers = new Map<string, { madeAt: number; answer: Promise<T> }>();

  /** @param question - what the answer depends on, with what the caller may see */
  get(question: unknown, now: Date, make: () => Promise<T>): Promise<T> {
    const madeAt = now.getTime();
    for (const [key, kept] of this.#answers) {
      if (Math.abs(madeAt - kept.madeAt) >= MAX_AGE_MS) {
        this.#answers.delete(key);
      }
    }
    const key = JSON.stringify(question);
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
