import {
  compareQuotas,
  judgeCallees,
  judgeCallers,
  judgeMtls,
  judgeQuota,
  MESH_ROOT_NAMESPACE,
  type NamespaceOnCluster,
  type UnreadPart,
} from 'backstage-plugin-anthos-fleet-common';
import {
  KnownParts,
  type StoredPart,
  type StoredPartRow,
} from '../readings/KnownParts';
import type { StoreContext } from '../StoreContext';
import type { NamespaceRow } from './ownNamespaces';

const MAX_QUOTAS = 20;
const MAX_UNREAD = 100;

type Judged = Pick<
  NamespaceOnCluster,
  'quotas' | 'mtls' | 'callers' | 'callees'
>;

const PARTS: readonly StoredPart[] = [
  'quotas',
  'peerAuthentications',
  'authorizationPolicies',
  'egress',
];

/** Quotas and mesh policies of namespaces, as far as they are known. */
export interface JudgedNamespaceParts {
  of(namespace: { cluster: string; name: string }): Judged;
  unread: UnreadPart[];
}

function judge(known: KnownParts, row: NamespaceRow): Judged {
  const { name } = row;
  const quotas = known.read('quotas', [name]);
  const judged: Judged = quotas
    ? {
        quotas: quotas.map(judgeQuota).sort(compareQuotas).slice(0, MAX_QUOTAS),
      }
    : {};
  if (!isInMesh(row)) {
    // Without a sidecar nothing of the mesh holds.
    return judged;
  }
  const both = [...new Set([name, MESH_ROOT_NAMESPACE])];
  const policies = known.whole('peerAuthentications', both);
  const rights = known.whole('authorizationPolicies', both);
  const egress = known.whole('egress', both);
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

/** What could not be read of a cluster's namespaces the last time, or not to its end. */
function unreadOf(known: KnownParts, inMesh: boolean): UnreadPart[] {
  return PARTS.filter(part => inMesh || part === 'quotas').flatMap(
    part => known.unread(part) ?? [],
  );
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
    StoredPartRow[],
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
      new KnownParts(
        ref,
        json,
        rows.filter(row => row.ref === ref),
      ),
    ]),
  );
  const judged = new Map(
    namespaces.map(row => {
      const known = clusters.get(row.ref);
      return [`${row.ref}\n${row.name}`, known ? judge(known, row) : {}];
    }),
  );
  return {
    of: ({ cluster, name }) => judged.get(`${cluster}\n${name}`) ?? {},
    unread: [...clusters]
      .flatMap(([ref, known]) =>
        unreadOf(
          known,
          namespaces.some(row => row.ref === ref && isInMesh(row)),
        ),
      )
      .slice(0, MAX_UNREAD),
  };
}

function isInMesh({ mesh_injection: injection }: NamespaceRow): boolean {
  return injection === 'enabled' || injection === 'conflicting';
}
