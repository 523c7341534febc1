import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Fault, FaultInput, faultSchema } from './faultSchema';

/** What a fault is matched against. */
export interface FaultTarget {
  method: string;
  location?: string;
  resource?: string;
  /** `location/name` of the cluster that is asked. */
  cluster?: string;
  /** What is asked of it: a path of Kubernetes. */
  path?: string;
}

/**
 * A fault that is switched on, and how often it met a request.
 *
 * @public
 */
export type ActiveFault = Fault & { id: string; hits: number };

/** A fault cannot be read. */
export class FaultError extends Error {
  constructor(error: z.ZodError) {
    super(
      `Not a fault: ${error.issues
        .map(issue => `${issue.path.join('.') || 'it'}: ${issue.message}`)
        .join('; ')}`,
    );
    this.name = 'FaultError';
  }
}

function matchesMethod(pattern: string, method: string): boolean {
  return (
    pattern === '*' ||
    pattern === method ||
    (pattern.endsWith('.*') && method.startsWith(pattern.slice(0, -1)))
  );
}

/**
 * The faults that are switched on.
 *
 * @public
 */
export class FaultRegistry {
  private active: ActiveFault[] = [];

  /**
   * Switches a fault on.
   *
   * @returns the ID to clear it with
   */
  set(input: FaultInput): string {
    return this.read(input).id;
  }

  /** Like `set`, for input that is not typed. */
  read(input: unknown): ActiveFault {
    const result = faultSchema.safeParse(input);
    if (!result.success) {
      throw new FaultError(result.error);
    }
    const fault = { ...result.data, id: randomUUID(), hits: 0 };
    this.active.push(fault);
    return { ...fault };
  }

  /**
   * Switches faults off: one by its ID, or all.
   *
   * @returns how many there were
   */
  clear(id?: string): number {
    const before = this.active.length;
    this.active =
      id === undefined ? [] : this.active.filter(fault => fault.id !== id);
    return before - this.active.length;
  }

  /** The faults that are switched on. */
  list(): ActiveFault[] {
    return this.active.map(fault => ({ ...fault }));
  }

  /** The faults that meet a request. Those with a number of times are used up by it. */
  take(request: FaultTarget): Fault[] {
    const met = this.active.filter(
      fault =>
        matchesMethod(fault.method, request.method) &&
        (fault.resource === undefined || fault.resource === request.resource) &&
        (fault.cluster === undefined || fault.cluster === request.cluster) &&
        (fault.path === undefined ||
          Boolean(request.path?.startsWith(fault.path))) &&
        // A location that does not answer is also missed by requests that ask everywhere.
        (fault.location === undefined ||
          fault.location === request.location ||
          (fault.kind === 'unreachable' && asksEverywhere(request))),
    );
    for (const fault of met) {
      fault.hits += 1;
    }
    this.active = this.active.filter(
      fault => fault.times === undefined || fault.hits < fault.times,
    );
    return met;
  }
}

function asksEverywhere({ method, location }: FaultTarget): boolean {
  return location === '-' || method.startsWith('features.');
}
