import { clustersTaskId, shardOf } from './shards';

describe('shards', () => {
  const refs = Array.from(
    { length: 1000 },
    (_, index) => `acme-fleet/europe-north1/cluster-${index}`,
  );

  it.each([1, 2, 4, 7, 32])('share a fleet evenly among %i', shards => {
    const sizes = new Array(shards).fill(0);
    refs.forEach(ref => {
      sizes[shardOf(ref, shards)] += 1;
    });
    const even = refs.length / shards;
    expect(Math.min(...sizes)).toBeGreaterThan(even * 0.5);
    expect(Math.max(...sizes)).toBeLessThan(even * 1.5 + 1);
  });

  it('are the same on every replica and after every restart', () => {
    expect(refs.slice(0, 8).map(ref => shardOf(ref, 4))).toMatchInlineSnapshot(`
      [
        3,
        1,
        1,
        0,
        1,
        2,
        3,
        1,
      ]
    `);
    expect(clustersTaskId('acme-fleet', 3)).toBe(
      'anthos-fleet-clusters-acme-fleet-3',
    );
  });
});
