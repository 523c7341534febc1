/** One way to read something from a label. */
export interface LabelRule {
  label: string;
  /** What each value means; undefined: the value speaks for itself. */
  values?: ReadonlyMap<string, string>;
}

/** Rules in order, and what holds when none matches. */
export interface LabelRules {
  rules: LabelRule[];
  default?: string;
}

/**
 * The answer of the first rule that gives a usable one.
 *
 * @param accept - turns an answer into its final form, or into undefined when it cannot be used:
 * labels are written by hand, and a bad one must not hide the rules after it
 */
export function applyLabelRules(
  { rules, default: fallback }: LabelRules,
  labels: Record<string, string>,
  accept: (answer: string) => string | undefined,
): string | undefined {
  for (const { label, values } of rules) {
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined;
    const answer = values && value !== undefined ? values.get(value) : value;
    const accepted = answer ? accept(answer) : undefined;
    if (accepted !== undefined) {
      return accepted;
    }
  }
  return fallback;
}
