import type {
  NamespacePart,
  UnreadPart,
} from 'backstage-plugin-anthos-fleet-common';
import type { PartRow } from './recordClusterReading';
import type { NamespaceParts } from './writeNamespaceParts';

/** A part of which namespaces have rows. */
export type StoredPart = keyof NamespaceParts;

/** What one namespace has of a part. */
export interface StoredPartRow {
  ref: string;
  part: StoredPart;
  namespace: string;
  data_json: string;
}

const NAMES: Readonly<Record<StoredPart, NamespacePart>> = {
  quotas: 'quotas',
  peerAuthentications: 'mtls',
  authorizationPolicies: 'callers',
  egress: 'callees',
};

/** What is known of the namespaces of one cluster, and what could not be read. */
export class KnownParts {
  readonly #ref: string;
  readonly #ends: Partial<Record<StoredPart, PartRow>>;
  readonly #rows: readonly StoredPartRow[];

  /**
   * @param endsJson - how the last reading of each part ended
   * @param rows - of this cluster; of a part either all that it has, or all of the namespaces that
   * are asked for
   */
  constructor(
    ref: string,
    endsJson: string | null,
    rows: readonly StoredPartRow[],
  ) {
    this.#ref = ref;
    this.#ends = endsJson ? JSON.parse(endsJson) : {};
    this.#rows = rows;
  }

  /**
   * @param namespaces - all that there are rows of, if left out
   * @returns undefined where it was never read, or where the cluster does not have the kind
   */
  read<P extends StoredPart>(
    part: P,
    namespaces?: readonly string[],
  ): NamespaceParts[P] | undefined {
    const { installed, observedAt, outcome } = this.#ends[part] ?? {};
    const rows = this.#rows.filter(
      row => row.part === part && (namespaces?.includes(row.namespace) ?? true),
    );
    // Where it cannot be read any more, that nothing is there may be as old as the kind's absence.
    return installed && observedAt && (outcome === 'ok' || rows.length > 0)
      ? (rows.flatMap(row => JSON.parse(row.data_json)) as NamespaceParts[P])
      : undefined;
  }

  /**
   * The same of parts that say the opposite when something is left out: what a policy that was not
   * read would say.
   *
   * @returns undefined where it was not read to its end, too
   */
  whole<P extends StoredPart>(
    part: P,
    namespaces?: readonly string[],
  ): NamespaceParts[P] | undefined {
    return this.#ends[part]?.truncated
      ? undefined
      : this.read(part, namespaces);
  }

  /** Why a part could not be read the last time, or not to its end; undefined where it was. */
  unread(part: StoredPart): UnreadPart | undefined {
    const end = this.#ends[part];
    if (!end || (end.outcome === 'ok' && !end.truncated)) {
      return undefined;
    }
    const { outcome, observedAt, message, remedy, refusedBy } = end;
    return {
      cluster: this.#ref,
      part: NAMES[part],
      outcome,
      ...(observedAt && { observedAt }),
      ...(message && { message }),
      ...(remedy && { remedy }),
      ...(refusedBy && { refusedBy }),
    };
  }
}
