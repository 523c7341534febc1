import type {
  ClusterMesh,
  Freshness,
  MeshMtls,
  MtlsMode,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';

/** Modes of mTLS, the closest first. */
export const MTLS_MODES = [
  'strict',
  'permissive',
  'disabled',
  'unknown',
] as const satisfies MtlsMode[];

/**
 * How many namespaces take calls in which mode, in words; undefined where the mode of the mesh holds
 * in all of them.
 */
export function mtlsDifferences(
  t: PageTranslation,
  { mode, namespaces }: MeshMtls,
): string | undefined {
  if (!namespaces) {
    return undefined;
  }
  const counts = MTLS_MODES.filter(other => namespaces[other] > 0);
  return counts.some(other => other !== mode)
    ? t('meshes.mtls.namespaces', {
        counts: counts
          .map(other =>
            t(`meshes.mtls.count.${other}`, {
              total: String(namespaces[other]),
            }),
          )
          .join(', '),
      })
    : undefined;
}

/** The age of the mode where it may have changed since it was read; undefined where it is new. */
export function oldMtls({
  mtlsUnread,
  freshness: { gateway },
}: Pick<ClusterMesh, 'mtlsUnread' | 'freshness'>): Freshness | undefined {
  if (mtlsUnread && gateway) {
    const { outcome, observedAt, message } = mtlsUnread;
    return { ...gateway, age: 'stale', outcome, observedAt, message };
  }
  return gateway && gateway.age !== 'fresh' ? gateway : undefined;
}
