import type { Outcome, RefusedBy } from 'backstage-plugin-anthos-fleet-common';
import { ReadProblem } from '../../google/problems';

interface Details {
  remedy?: string;
  refusedBy?: RefusedBy;
  /** When to come back, as the gateway says when its quota is used up. */
  retryAfterMs?: number;
  /** The cluster answers that it does not know the kind that was asked for. */
  kindMissing?: boolean;
  /** The cluster answers that it knows the kind, but has no such object. */
  objectMissing?: boolean;
  /** The answer was too large; less of it may be small enough. */
  tooLarge?: boolean;
  /** The continuation of a list is too old: the list has to be begun anew. */
  expired?: boolean;
}

/** Why a read through the gateway did not end well, and who refused it. */
export class GatewayProblem extends ReadProblem {
  readonly details: Readonly<Details>;

  constructor(
    outcome: Exclude<Outcome, 'ok'>,
    message: string,
    details: Details = {},
  ) {
    super(outcome, message, details.remedy);
    this.name = 'GatewayProblem';
    this.details = details;
  }

  get refusedBy(): RefusedBy | undefined {
    return this.details.refusedBy;
  }
}
