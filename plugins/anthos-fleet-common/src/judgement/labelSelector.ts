import { Fault, LabelSelectorParser } from './labelSelectorParser';

/**
 * One condition of a label selector. `a=b` is `a in (b)`, `a!=b` is `a notin (b)`.
 *
 * @public
 */
export interface LabelRequirement {
  key: string;
  operator: 'in' | 'notin' | 'exists' | 'absent';
  /** Empty for `exists` and `absent`. */
  values: string[];
}

/**
 * A label selector: every requirement must hold.
 *
 * @public
 */
export type LabelSelector = LabelRequirement[];

/**
 * What is wrong with the text of a label selector.
 *
 * @public
 */
export interface LabelSelectorProblem {
  /** Place in the text, counted from 0. */
  position: number;
  message: string;
  remedy: string;
}

/**
 * A label selector that was read, or the reason why it cannot be read.
 *
 * @public
 */
export type ParsedLabelSelector =
  | { selector: LabelSelector; problem?: undefined }
  | { selector?: undefined; problem: LabelSelectorProblem };

/**
 * Reads a Kubernetes label selector: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`
 * (has the label) and `!a` (has it not), separated by commas; all of them must hold.
 *
 * @public
 */
export function parseLabelSelector(text: string): ParsedLabelSelector {
  try {
    return { selector: new LabelSelectorParser(text).parse() };
  } catch (error) {
    if (error instanceof Fault) {
      const { position, message, remedy } = error;
      return { problem: { position, message, remedy } };
    }
    throw error;
  }
}

/**
 * Whether labels meet every requirement. As in Kubernetes, `!=` and `notin` hold for a label that
 * is not there.
 *
 * @public
 */
export function matchesLabelSelector(
  labels: { [key: string]: string },
  selector: LabelSelector,
): boolean {
  return selector.every(({ key, operator, values }) => {
    const has = Object.hasOwn(labels, key);
    switch (operator) {
      case 'exists':
        return has;
      case 'absent':
        return !has;
      case 'in':
        return has && values.includes(labels[key]);
      default:
        return !has || !values.includes(labels[key]);
    }
  });
}
