import type {
  EntityStatus,
  NamespaceOnCluster,
  NamespacePart,
  UnreadPart,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import type { MeshPlace } from './entityMesh';
import { alikeOnClusters, type OnClusters } from './onClusters';

/** What the mesh says of calls to and from a namespace. */
export type NamespaceCalls = Pick<
  NamespaceOnCluster,
  'mtls' | 'callers' | 'callees'
>;

/** Calls to and from the namespaces of an entity, where they are known. */
export function placedCalls(
  status: EntityStatus,
): OnClusters<NamespaceCalls>[] {
  return alikeOnClusters(status, ({ mtls, callers, callees }) =>
    mtls || callers || callees ? [{ mtls, callers, callees }] : [],
  );
}

/** On how many clusters only encrypted calls are taken; nothing where no mode is known. */
export function mtlsSentence(
  t: PageTranslation,
  places: readonly MeshPlace[],
): string | undefined {
  const known = places.filter(({ namespace }) => namespace.mtls);
  const refs = new Set(known.map(({ cluster }) => cluster.ref));
  const loose = new Set(
    known
      .filter(({ namespace }) => namespace.mtls?.mode !== 'strict')
      .map(({ cluster }) => cluster.ref),
  );
  if (refs.size === 0) {
    return undefined;
  }
  return loose.size === 0
    ? t('calls.say.strict', { count: refs.size })
    : t('calls.say.some', {
        strict: String(refs.size - loose.size),
        total: String(refs.size),
      });
}

/** Parts that could not be read for one reason, on one cluster or many. */
export interface UnreadGroup {
  parts: NamespacePart[];
  refs: string[];
  first: UnreadPart;
  /** There is something from before. */
  knownBefore: boolean;
}

/** What could not be read, put together by who refused it and how. */
export function unreadGroups(
  status: EntityStatus,
  shown: readonly NamespacePart[],
): UnreadGroup[] {
  const groups = new Map<string, UnreadGroup>();
  for (const part of status.unreadParts ?? []) {
    if (!shown.includes(part.part)) {
      continue;
    }
    const key = `${part.outcome} ${part.refusedBy ?? ''}`;
    const group = groups.get(key) ?? {
      parts: [],
      refs: [],
      first: part,
      knownBefore: false,
    };
    group.parts = [...new Set([...group.parts, part.part])];
    group.refs = [...new Set([...group.refs, part.cluster])];
    group.knownBefore ||= part.observedAt !== undefined;
    groups.set(key, group);
  }
  return [...groups.values()];
}
