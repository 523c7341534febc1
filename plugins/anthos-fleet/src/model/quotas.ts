import {
  compareQuotas,
  type EntityStatus,
  type QuotaLevel,
  type QuotaUse,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import { alikeOnClusters, type OnClusters } from './onClusters';

/** A quota of a namespace, on the clusters where it is used alike. */
export type PlacedQuota = OnClusters<QuotaUse>;

/** The quotas of an entity, those first that stand in the way. */
export function placedQuotas(status: EntityStatus): PlacedQuota[] {
  return alikeOnClusters(status, ({ quotas }) => quotas ?? []).sort((a, b) =>
    compareQuotas(a.value, b.value),
  );
}

/** Whether any cluster said what quotas there are. */
export function knowsQuotas(status: EntityStatus): boolean {
  return status.namespacesOnClusters.some(({ quotas }) => quotas);
}

/** What a colleague would say when asked whether there is room for more. */
export function quotaSentence(
  t: PageTranslation,
  quotas: readonly PlacedQuota[],
): string {
  const count = (level: QuotaLevel) =>
    quotas
      .filter(({ value }) => value.level === level)
      .reduce((sum, { clusters }) => sum + clusters.length, 0);
  const full = count('full');
  const near = count('near-full');
  const unknown = count('unknown');
  const said = [
    ...(full ? [t('quotas.say.full', { count: full })] : []),
    ...(near ? [t('quotas.say.near', { count: near })] : []),
    ...(unknown ? [t('quotas.say.unknown', { count: unknown })] : []),
  ];
  if (said.length > 0) {
    return said.join(' ');
  }
  return quotas.length > 0
    ? t('quotas.say.ok', { count: count('ok') })
    : t('quotas.none');
}
