import type { PartReading } from 'backstage-plugin-anthos-fleet-common';
import { compact } from '../../google/json';
import { ReadProblem } from '../../google/problems';
import { cleanMessage } from '../../google/text';
import type { Turns } from '../../google/Turns';
import type { ClusterCalls } from '../client/ClusterCalls';
import { GatewayProblem } from '../client/GatewayProblem';

/** What every part of a cluster is read with. */
export interface PartContext {
  calls: ClusterCalls;
  turns: Turns;
  /** Address of the cluster, without a slash at its end. */
  address: string;
}

/** What was read of a part that the cluster has. */
export interface PartData<T> {
  data: T;
  truncated?: boolean;
}

/** Reads a part: kinds that the cluster does not have are an answer, too. */
export async function readPart<T>(
  read: () => Promise<PartData<T>>,
): Promise<{ part: PartReading<T>; problem?: GatewayProblem }> {
  try {
    const { data, truncated } = await read();
    return {
      part: compact<PartReading<T>>({
        outcome: 'ok',
        installed: true,
        truncated: truncated || undefined,
        data,
      }),
    };
  } catch (error) {
    const problem = toProblem(error);
    return problem.details.kindMissing
      ? { part: { outcome: 'ok', installed: false } }
      : { part: failedPart(problem), problem };
  }
}

/** A part that could not be read. */
export function failedPart<T>(problem: GatewayProblem): PartReading<T> {
  const { outcome, message, remedy, refusedBy } = problem;
  return compact<PartReading<T>>({
    outcome,
    message,
    remedy,
    refusedBy,
    // Whether it is there is not known; it is missing only where the cluster says so.
    installed: true,
  });
}

/** Whatever was thrown, as a problem. */
export function toProblem(error: unknown): GatewayProblem {
  if (error instanceof GatewayProblem) {
    return error;
  }
  return error instanceof ReadProblem
    ? new GatewayProblem(error.outcome, error.message, {
        remedy: error.remedy,
      })
    : new GatewayProblem(
        'invalid',
        `The answer could not be understood: ${cleanMessage(
          String(error),
          300,
        )}`,
      );
}
