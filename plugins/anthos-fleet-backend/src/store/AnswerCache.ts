import type { Revision } from './Revision';

const MAX_ANSWERS = 100;

interface KeptAnswer {
  revision: string;
  madeAt: number;
  answer: Promise<unknown>;
}

/**
 * Gives the same answer to everybody who asks the same and may see the same, as long as nothing new
 * was written. Pages that are open ask together when they hear of a change, and are answered with the
 * work of one.
 */
export class AnswerCache {
  readonly #answers = new Map<string, KeptAnswer>();
  #revision = '';

  constructor(
    private readonly options: {
      revision: Revision;
      /** Is called when something new was written, also by others. */
      onChange: () => void;
      /** The times and ages in an answer are those of when it was made: it is kept for a moment. */
      maxAgeMs: number;
      now: () => Date;
    },
  ) {}

  /**
   * @param question - everything that the answer depends on beside the data: above all, what the
   * caller may see
   * @param make - makes the answer, which nobody may change
   */
  async get<T>(question: unknown[], make: () => Promise<T>): Promise<T> {
    const revision = await this.options.revision.read();
    if (revision !== this.#revision) {
      this.#revision = revision;
      this.options.onChange();
    }
    const now = this.options.now().getTime();
    const key = JSON.stringify(question);
    const kept = this.#answers.get(key);
    if (kept?.revision === revision && this.#isYoung(kept, now)) {
      return kept.answer as Promise<T>;
    }
    // Made of this revision or of a later one, which the next question will find out.
    const answer = make();
    this.#keep(key, { revision, madeAt: now, answer }, now);
    return answer;
  }

  #keep(key: string, kept: KeptAnswer, now: number) {
    for (const [other, { madeAt }] of this.#answers) {
      if (
        this.#answers.size >= MAX_ANSWERS ||
        !this.#isYoung({ madeAt }, now)
      ) {
        this.#answers.delete(other);
      }
    }
    this.#answers.delete(key);
    this.#answers.set(key, kept);
    kept.answer.catch(() => {
      if (this.#answers.get(key) === kept) {
        this.#answers.delete(key);
      }
    });
  }

  #isYoung({ madeAt }: Pick<KeptAnswer, 'madeAt'>, now: number): boolean {
    return Math.abs(now - madeAt) < this.options.maxAgeMs;
  }
}
