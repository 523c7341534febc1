import { APPLYING_CAUSES } from './applying';
import type { Cause } from './cause';
import { DECLARING_CAUSES } from './declaring';
import { FETCHING_CAUSES } from './fetching';

const CAUSES = [...DECLARING_CAUSES, ...FETCHING_CAUSES, ...APPLYING_CAUSES];

/** A cause and what its pattern found. */
export interface RecognisedCause {
  cause: Cause;
  match: RegExpExecArray;
}

/** Finds the first cause that the text of an error tells. */
export function recogniseCause(
  code: string | undefined,
  template: string,
): RecognisedCause | undefined {
  if (!code) {
    return undefined;
  }
  for (const cause of CAUSES) {
    const match = cause.codes.includes(code) && cause.pattern.exec(template);
    if (match) {
      return { cause, match };
    }
  }
  return undefined;
}
