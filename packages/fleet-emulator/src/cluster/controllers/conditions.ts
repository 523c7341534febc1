import { Json } from '../objects';

/** A condition before its time is known. */
export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
}

/** Sets a condition; its time moves only when its status does. */
export function withCondition(
  conditions: readonly Json[] | undefined,
  condition: Condition,
  time: string,
): Json[] {
  const before = conditions?.find(({ type }) => type === condition.type);
  const lastTransitionTime =
    before?.status === condition.status ? before.lastTransitionTime : time;
  return [
    ...(conditions ?? []).filter(({ type }) => type !== condition.type),
    { ...condition, lastTransitionTime },
  ];
}
