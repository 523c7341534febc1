import type { ObservedQuota } from '../model/namespaceReading';
import type { QuotaLevel, QuotaResource, QuotaUse } from '../schema/openapi';
import { compareText } from './compareText';
import { parseQuantity } from './quantity';

const NEAR_FULL = 0.8;
const FULLEST_FIRST: readonly QuotaLevel[] = [
  'full',
  'near-full',
  'unknown',
  'ok',
];

/**
 * Says how full a quota is: that of its fullest resource. A limit of nothing is full, but there is
 * nothing to be near to; an amount that was not counted yet is unknown.
 *
 * @public
 */
export function judgeQuota({
  name,
  scopes,
  resources,
}: ObservedQuota): QuotaUse {
  const judged = resources
    .map(judgeResource)
    .sort(
      (a, b) =>
        byLevel(a, b) ||
        (b.share ?? 0) - (a.share ?? 0) ||
        compareText(a.resource, b.resource),
    );
  return {
    name,
    level: judged[0]?.level ?? 'unknown',
    scopes,
    resources: judged,
  };
}

/**
 * Orders quotas, and what they limit, by how much they stand in the way.
 *
 * @public
 */
export function compareQuotas(a: QuotaUse, b: QuotaUse): number {
  return (
    byLevel(a, b) ||
    (b.resources[0]?.share ?? 0) - (a.resources[0]?.share ?? 0) ||
    compareText(a.name, b.name)
  );
}

function byLevel(a: { level: QuotaLevel }, b: { level: QuotaLevel }): number {
  return FULLEST_FIRST.indexOf(a.level) - FULLEST_FIRST.indexOf(b.level);
}

function judgeResource({
  resource,
  hard,
  used,
}: ObservedQuota['resources'][number]): QuotaResource {
  const amounts = { resource, hard, ...(used !== undefined && { used }) };
  const limit = parseQuantity(hard);
  const amount = used === undefined ? undefined : parseQuantity(used);
  if (limit === undefined || amount === undefined || limit < 0 || amount < 0) {
    return { ...amounts, level: 'unknown' };
  }
  if (limit === 0) {
    // Nothing is allowed, which is meant; it stands in the way once something is there.
    return { ...amounts, level: amount > 0 ? 'full' : 'ok' };
  }
  const share = Math.round((amount / limit) * 1e4) / 1e4;
  return { ...amounts, share, level: levelOf(share) };
}

function levelOf(share: number): QuotaLevel {
  if (share >= 1) {
    return 'full';
  }
  return share >= NEAR_FULL ? 'near-full' : 'ok';
}
