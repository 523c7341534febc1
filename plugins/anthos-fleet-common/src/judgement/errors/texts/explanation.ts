import type { FixedIn } from '../../../schema/openapi';

/**
 * What is written of a kind of error. Plain data, so that a front end can put texts in another
 * language in its place.
 */
export interface Explanation {
  /** A few words, without a full stop. */
  title: string;
  /** Why it happens, in whole sentences. */
  cause: string;
  /** What to do, in whole sentences. */
  remedy: string;
  fixedIn: FixedIn;
}

/** By normalised code. */
export type Explanations = Readonly<Record<string, Explanation>>;
