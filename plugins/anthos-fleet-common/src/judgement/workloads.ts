import { compareText } from './compareText';

/** Labels by which a policy of a mesh chooses workloads; empty: all of them. */
export type WorkloadSelector = Readonly<Record<string, string>>;

/** Whether a policy is about all workloads. */
export function choosesAll(selector: WorkloadSelector): boolean {
  return Object.keys(selector).length === 0;
}

/** A selector in words, the same for equal selectors: `app=api,version=v1`. */
export function selectorText(selector: WorkloadSelector): string {
  return Object.entries(selector)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** Whether a policy is about every workload that another selector chooses. */
export function covers(
  selector: WorkloadSelector,
  workloads: WorkloadSelector,
): boolean {
  return Object.entries(selector).every(
    ([key, value]) => workloads[key] === value,
  );
}

/** Of several objects that say the same thing, the one that a mesh goes by: the oldest. */
export function oldest<T extends { createdAt?: string; name: string }>(
  objects: readonly T[],
): T | undefined {
  return [...objects].sort(
    (a, b) =>
      compareText(a.createdAt ?? '9999', b.createdAt ?? '9999') ||
      compareText(a.name, b.name),
  )[0];
}
