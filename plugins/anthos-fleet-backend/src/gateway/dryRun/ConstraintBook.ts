import { asList, field } from '../../google/json';
import type { PartContext } from '../parts/PartReader';
import { readConstraints } from '../parts/policyConstraints';
import { nameAt } from '../translate/strict';
import { readBundle } from '../translate/policyConstraints';
import { GatewayProblem } from '../client/GatewayProblem';

const KEEP_MS = 3 * 60_000;
const MAX_CLUSTERS = 500;
const ADMISSION = ['validation.gatekeeper.sh', 'vap.k8s.io', '*'];

/** A constraint that refuses what violates it. */
export interface DenyingConstraint {
  kind: string;
  name: string;
  bundle?: string;
  /** `spec.match` as it is. */
  match: unknown;
}

interface Entry {
  readAt: number;
  constraints: Promise<DenyingConstraint[]>;
}

/** Remembers for some minutes which constraints of a cluster refuse. */
export class ConstraintBook {
  readonly #now: () => Date;
  readonly #entries = new Map<string, Entry>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /**
   * The constraints of a cluster that refuse; none where there is no Policy Controller.
   *
   * @throws GatewayProblem when they cannot be read
   */
  async read(ref: string, context: PartContext): Promise<DenyingConstraint[]> {
    const known = this.#entries.get(ref);
    const now = this.#now().getTime();
    if (known && now >= known.readAt && now - known.readAt < KEEP_MS) {
      return known.constraints;
    }
    const entry: Entry = { readAt: now, constraints: ask(context) };
    this.#entries.delete(ref);
    this.#entries.set(ref, entry);
    entry.constraints.catch(() => {
      if (this.#entries.get(ref) === entry) {
        this.#entries.delete(ref);
      }
    });
    if (this.#entries.size > MAX_CLUSTERS) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
    return entry.constraints;
  }
}

async function ask(context: PartContext): Promise<DenyingConstraint[]> {
  try {
    const { data } = await readConstraints(context, translate);
    return data;
  } catch (error) {
    if (error instanceof GatewayProblem && error.details.kindMissing) {
      return [];
    }
    throw error;
  }
}

function translate(raw: unknown, kind: string): DenyingConstraint | undefined {
  const name = nameAt(raw, 'name');
  const spec = field(raw, 'spec');
  if (!name || !isDenying(spec)) {
    return undefined;
  }
  const bundle = readBundle(raw);
  return {
    kind,
    name,
    ...(bundle && { bundle }),
    match: field(spec, 'match'),
  };
}

/** Whether it refuses when an object is written, as opposed to only being counted. */
function isDenying(spec: unknown): boolean {
  const action = field(spec, 'enforcementAction');
  if (action !== 'scoped') {
    return !action || action === 'deny';
  }
  return asList(field(spec, 'scopedEnforcementActions'), 50).some(
    scoped =>
      field(scoped, 'action') === 'deny' &&
      asList(field(scoped, 'enforcementPoints'), 50).some(point =>
        ADMISSION.includes(String(field(point, 'name'))),
      ),
  );
}
