import { ConfigReader } from '@backstage/config';
import { parseClusterRef } from 'backstage-plugin-anthos-fleet-common';
import { makeCluster } from '../__testUtils__/fleet';
import { readCatalogModuleConfig } from '../config';
import { clusterEntity, entityDigest } from '../entity';
import { computeDelta, type DesiredCluster } from './delta';

function desired(ref: string, namespace = 'default'): DesiredCluster {
  const { entities } = readCatalogModuleConfig(new ConfigReader({}));
  const cluster = makeCluster(ref);
  const parsed = parseClusterRef(ref)!;
  return {
    ref: parsed,
    clusterRef: ref,
    entity: clusterEntity(cluster, parsed, cluster.name, {
      ...entities,
      namespace,
    }),
  };
}

function known(cluster: DesiredCluster, digest = entityDigest(cluster.entity)) {
  const { namespace, name } = cluster.entity.metadata;
  return {
    entityRef: `resource:${namespace}/${name}`,
    clusterRef: cluster.clusterRef,
    digest,
  };
}

const a = desired('p/l/a');
const b = desired('p/l/b');
const gone = () => undefined;

describe('computeDelta', () => {
  it('does nothing when nothing changed', () => {
    expect(computeDelta([a, b], [known(b), known(a)], gone)).toEqual({
      emitted: [],
      removed: [],
      kept: new Map(),
    });
  });

  it('adds, changes and removes', () => {
    const delta = computeDelta(
      [a, b],
      [known(b, 'older'), known(desired('p/l/c'))],
      gone,
    );
    expect(
      delta.emitted.map(({ clusterRef, change }) => [clusterRef, change]),
    ).toEqual([
      ['p/l/a', 'added'],
      ['p/l/b', 'changed'],
    ]);
    expect(delta.removed).toEqual(['resource:default/p.l.c']);
  });

  it('emits an entity again that was incomplete', () => {
    const { entityRef, clusterRef } = known(a);
    expect(
      computeDelta([a], [{ entityRef, clusterRef }], gone).emitted,
    ).toHaveLength(1);
  });

  it('keeps what may still be there, and counts it', () => {
    const delta = computeDelta([], [known(a), known(b)], () => 'no answer');
    expect(delta).toEqual({
      emitted: [],
      removed: [],
      kept: new Map([['no answer', 2]]),
    });
  });

  it('moves a cluster to another namespace even while the listing is in doubt', () => {
    const delta = computeDelta(
      [desired('p/l/a', 'clusters')],
      [known(a)],
      () => 'in doubt',
    );
    expect(delta.emitted).toHaveLength(1);
    expect(delta.removed).toEqual(['resource:default/p.l.a']);
    expect(delta.kept.size).toBe(0);
  });
});
