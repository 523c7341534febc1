import {
  compareQuotas,
  judgeCallees,
  judgeCallers,
  judgeMtls,
  judgeQuota,
  MESH_ROOT_NAMESPACE,
  type NamespaceOnCluster,
  type NamespacePart,
  type UnreadPart,
} from 'backstage-plugin-anthos-fleet-common';
import type { PartRow } from '../readings/recordClusterReading';
import type { NamespaceParts } from '../readings/writeNamespaceParts';
import type { StoreContext } from '../StoreContext';
import type { NamespaceRow } from './ownNamespaces';

const MAX_QUOTAS = 20;
const MAX_UNREAD = 100;

type Part = keyof NamespaceParts;
type Judged = Pick<
  NamespaceOnCluster,
  'quotas' | 'mtls' | 'callers' | 'callees'
>;

const NAMES: Readonly<Record<Part, NamespacePart>> = {
  quotas: 'quotas',
  peerAuthentications: 'mtls',
  authorizationPolicies: 'callers',
  egress: 'callees',
};
const PARTS = Object.keys(NAMES) as Part[];

interface StoredRow {
  ref: string;
  part: Part;
  namespace: string;
  data_json: string;
}

/** Quotas and mesh policies of namespaces, as far as they are known. */
export interface JudgedNamespaceParts {
  of(namespace: { cluster: string; name: string }): Judged;
  unread: UnreadPart[];
}

/** What is known of the namespaces of one cluster. */
class ClusterParts {
  readonly #ref: string;
  readonly #ends: Partial<Record<Part, PartRow>>;
  readonly #rows: StoredRow[];

  constructor(
    ref: string,
    ends: Partial<Record<Part, PartRow>>,
    rows: StoredRow[],
  ) {
    this.#ref = ref;
    this.#ends = ends;
    this.#rows = rows;
  }

  judge(row: NamespaceRow): Judged {
    const { name } = row;
    const quotas = this.#read('quotas', [name]);
    const judged: Judged = quotas
      ? {
          quotas: quotas
            .map(judgeQuota)
            .sort(compareQuotas)
            .slice(0, MAX_QUOTAS),
        }
      : {};
    if (!isInMesh(row)) {
      // Without a sidecar nothing of the mesh holds.
      return judged;
    }
    const policies = this.#whole('peerAuthentications', name);
    const rights = this.#whole('authorizationPolicies', name);
    const egress = this.#whole('egress', name);
    const mtls = policies && judgeMtls(name, policies);
    const callees = egress && judgeCallees(name, egress);
    return {
      ...judged,
      ...(mtls && { mtls }),
      ...(rights && {
        callers: judgeCallers(name, rights, mtls?.mode ?? 'unknown'),
      }),
      ...(callees && { callees }),
    };
  }

  /** What could not be read the last time, or not to its end. */
  unread(inMesh: boolean): UnreadPart[] {
    return PARTS.filter(part => inMesh || part === 'quotas').flatMap(part => {
      const end = this.#ends[part];
      if (!end || (end.outcome === 'ok' && !end.truncated)) {
        return [];
      }
      const { outcome, observedAt, message, remedy, refusedBy } = end;
      return [
        {
          cluster: this.#ref,
          part: NAMES[part],
          outcome,
          ...(observedAt && { observedAt }),
          ...(message && { message }),
          ...(remedy && { remedy }),
          ...(refusedBy && { refusedBy }),
        },
      ];
    });
  }

  /** What a policy that was left out would say may be the opposite. */
  #whole<P extends Part>(part: P, namespace: string) {
    return this.#ends[part]?.truncated
      ? undefined
      : this.#read(part, [...new Set([namespace, MESH_ROOT_NAMESPACE])]);
  }

  /** @returns undefined where it was never read, or where the cluster does not have the kind */
  #read<P extends Part>(
    part: P,
    namespaces: string[],
  ): NamespaceParts[P] | undefined {
    const { installed, observedAt, outcome } = this.#ends[part] ?? {};
    const rows = this.#rows.filter(
      row => row.part === part && namespaces.includes(row.namespace),
    );
    // Where it cannot be read any more, that nothing is there may be as old as the kind's absence.
    return installed && observedAt && (outcome === 'ok' || rows.length > 0)
      ? (rows.flatMap(row => JSON.parse(row.data_json)) as NamespaceParts[P])
      : undefined;
  }
}

/** Reads and judges quotas and mesh policies of namespaces, all of which the caller may see. */
export async function readNamespaceParts(
  { knex }: StoreContext,
  namespaces: readonly NamespaceRow[],
): Promise<JudgedNamespaceParts> {
  if (namespaces.length === 0) {
    return { of: () => ({}), unread: [] };
  }
  const refs = [...new Set(namespaces.map(({ ref }) => ref))];
  const names = new Set(namespaces.map(({ name }) => name));
  const [rows, readings]: [
    StoredRow[],
    { ref: string; parts_json: string | null }[],
  ] = await Promise.all([
    knex('namespace_parts')
      .whereIn('ref', refs)
      .whereIn('namespace', [...names, MESH_ROOT_NAMESPACE])
      .select('ref', 'part', 'namespace', 'data_json'),
    knex('cluster_readings').whereIn('ref', refs).select('ref', 'parts_json'),
  ]);
  const clusters = new Map(
    readings.map(({ ref, parts_json: json }) => [
      ref,
      new ClusterParts(
        ref,
        json ? JSON.parse(json) : {},
        rows.filter(row => row.ref === ref),
      ),
    ]),
  );
  const judged = new Map(
    namespaces.map(row => [
      `${row.ref}\n${row.name}`,
      clusters.get(row.ref)?.judge(row) ?? {},
    ]),
  );
  return {
    of: ({ cluster, name }) => judged.get(`${cluster}\n${name}`) ?? {},
    unread: refs
      .flatMap(
        ref =>
          clusters
            .get(ref)
            ?.unread(
              namespaces.some(row => row.ref === ref && isInMesh(row)),
            ) ?? [],
      )
      .slice(0, MAX_UNREAD),
  };
}

function isInMesh({ mesh_injection: injection }: NamespaceRow): boolean {
  return injection === 'enabled' || injection === 'conflicting';
}
