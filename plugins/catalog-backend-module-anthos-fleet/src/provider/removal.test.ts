import type { Overview } from 'backstage-plugin-anthos-fleet-common';
import { parseClusterRef } from 'backstage-plugin-anthos-fleet-common';
import { makeCluster, makeOverview, makeSweep } from '../__testUtils__/fleet';
import { reasonsToKeep } from './removal';

const GONE = 'acme-fleet/europe-north1/gone';

function reasonFor(
  overview: Overview,
  { listed = 1, consistent = true, gone = GONE } = {},
) {
  const clusters = Array.from({ length: listed }, (_, i) =>
    makeCluster(`acme-fleet/europe-north1/c${i}`),
  ).map(cluster => ({ cluster, ref: parseClusterRef(cluster.ref)! }));
  return reasonsToKeep(overview, { clusters, consistent })(gone);
}

const good = makeSweep('acme-fleet');

describe('reasonsToKeep', () => {
  it('lets a cluster go that a complete listing no longer has', () => {
    expect(reasonFor(makeOverview(1, [good]))).toBeUndefined();
  });

  it('lets the last cluster of a fleet go', () => {
    expect(reasonFor(makeOverview(0, [good]), { listed: 0 })).toBeUndefined();
  });

  it('lets the clusters of a fleet go that is no longer configured', () => {
    expect(
      reasonFor(makeOverview(1, [good]), { gone: 'old-fleet/global/x' }),
    ).toBeUndefined();
  });

  it.each([
    ['nothing is configured', makeOverview(1, [good], false), {}],
    ['no fleet is there yet', makeOverview(0, []), { listed: 0 }],
    ['pages disagree', makeOverview(1, [good]), { consistent: false }],
    ['the overview counts more', makeOverview(2, [good]), {}],
    ['the overview counts fewer', makeOverview(0, [good]), {}],
    [
      'the fleet was not swept',
      makeOverview(1, [
        makeSweep('acme-fleet', 'ok', { finishedAt: undefined }),
      ]),
      {},
    ],
    [
      'the hub was not read',
      makeOverview(1, [makeSweep('acme-fleet', 'ok', { sources: [] })]),
      {},
    ],
    [
      'the hub failed',
      makeOverview(1, [makeSweep('acme-fleet', 'timeout')]),
      {},
    ],
    [
      'its location did not answer',
      makeOverview(1, [
        makeSweep('acme-fleet', 'ok', {
          unansweredLocations: ['europe-north1'],
        }),
      ]),
      {},
    ],
    [
      'its fleet is unknown and another one was not swept',
      makeOverview(1, [
        makeSweep('acme-fleet', 'ok', { finishedAt: undefined }),
      ]),
      { gone: 'other/global/x' },
    ],
  ])('keeps it while %s', (_when, overview, more) => {
    expect(reasonFor(overview, more)).toEqual(expect.any(String));
  });

  it('does not keep the clusters of one fleet because another failed', () => {
    const overview = makeOverview(1, [good, makeSweep('other', 'forbidden')]);
    expect(reasonFor(overview)).toBeUndefined();
    expect(reasonFor(overview, { gone: 'other/global/x' })).toMatch(
      "fleet other ended with 'forbidden'",
    );
  });

  it('does not keep the clusters of one location because another was silent', () => {
    const overview = makeOverview(1, [
      makeSweep('acme-fleet', 'ok', { unansweredLocations: ['us-east4'] }),
    ]);
    expect(reasonFor(overview)).toBeUndefined();
  });
});
