import type { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { PackageSyncKey } from 'backstage-plugin-anthos-fleet-common';
import type { OwnershipConfig } from '../config';
import { OwnerResolver, type OwnerResolverOptions } from './OwnerResolver';

const PROD = { ref: 'acme-fleet/europe-north1/prod', name: 'prod' };
const DEV = { ref: 'acme-fleet/europe-north1/dev', name: 'dev' };

const config: OwnershipConfig = {
  namespaceLabels: ['owner', 'team'],
  rules: [],
  platform: 'group:default/platform',
};

function repoSync(namespace: string): PackageSyncKey {
  return { kind: 'RepoSync', namespace, name: 'repo-sync' };
}

function component(
  name: string,
  owner: string,
  annotations: Record<string, string>,
  spec: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service', owner, ...spec },
  };
}

function group(name: string, namespace = 'default'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace },
    spec: { type: 'team', children: [] },
  };
}

function system(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name },
    spec: { owner },
  };
}

const noStore: OwnerResolverOptions['store'] = {
  selectClusters: async () => ({
    totalClusters: 0,
    hostings: [],
    clusters: [],
  }),
};

function resolver(
  entities: Entity[],
  options: Partial<OwnerResolverOptions> = {},
) {
  return new OwnerResolver({
    config,
    catalog: catalogServiceMock({ entities }),
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    store: noStore,
    ...options,
  });
}

const MAPS = { 'anthos-fleet/namespace': 'maps' };
const KUBERNETES = { 'backstage.io/kubernetes-namespace': 'maps' };

describe('OwnerResolver', () => {
  it('gives what is of the whole cluster to who runs it', () => {
    const owners = resolver([component('a', 'team-a', MAPS)]);
    expect(
      owners.ownerOf(PROD, { ...repoSync('maps'), kind: 'RootSync' }),
    ).toBe('group:default/platform');
  });

  it.each<[string, OwnershipConfig['rules'], string | undefined]>([
    ['a pattern', [{ namespaces: ['ma*'], owner: 'group:x/y' }], 'group:x/y'],
    ['no pattern', [{ namespaces: ['m?ps'], owner: 'group:x/y' }], undefined],
    [
      'the ref of the cluster',
      [{ namespaces: ['maps'], clusters: [PROD.ref], owner: 'group:x/y' }],
      'group:x/y',
    ],
    [
      'the location and name of the cluster',
      [
        {
          namespaces: ['*'],
          clusters: ['europe-*/prod'],
          owner: 'group:x/y',
        },
      ],
      'group:x/y',
    ],
    [
      'another cluster',
      [{ namespaces: ['maps'], clusters: ['dev'], owner: 'group:x/y' }],
      undefined,
    ],
    [
      'the first rule that matches',
      [
        { namespaces: ['maps'], clusters: ['p*d'], owner: 'group:x/first' },
        { namespaces: ['maps'], owner: 'group:x/second' },
      ],
      'group:x/first',
    ],
  ])('follows %s of the configuration', (_, rules, expected) => {
    const owners = resolver([], { config: { ...config, rules } });
    expect(owners.ownerOf(PROD, repoSync('maps'))).toBe(expected);
  });

  it.each<[string, Entity[], string | undefined]>([
    [
      'of its own annotation',
      [component('a', 'team-a', MAPS)],
      'group:default/team-a',
    ],
    [
      "of the Kubernetes plugin's annotation",
      [component('a', 'user:guests/anna', KUBERNETES)],
      'user:guests/anna',
    ],
    [
      'that the catalog resolved',
      [
        {
          ...component('a', 'team-a', MAPS),
          relations: [{ type: 'ownedBy', targetRef: 'group:other/team-a' }],
        },
      ],
      'group:other/team-a',
    ],
    [
      'that several entities share',
      [component('a', 'team-a', MAPS), component('b', 'team-a', KUBERNETES)],
      'group:default/team-a',
    ],
    [
      'of no one when several entities differ',
      [component('a', 'team-a', MAPS), component('b', 'team-b', MAPS)],
      undefined,
    ],
    [
      'of the system that differing entities share',
      [
        component('a', 'team-a', MAPS, { system: 'geo' }),
        component('b', 'team-b', MAPS, { system: 'geo' }),
        system('geo', 'team-geo'),
      ],
      'group:default/team-geo',
    ],
    [
      'of the entity that names the cluster before others',
      [
        component('a', 'team-a', MAPS),
        component('b', 'team-b', { ...MAPS, 'anthos-fleet/cluster': 'prod' }),
      ],
      'group:default/team-b',
    ],
    [
      'of no entity that names another cluster',
      [component('b', 'team-b', { ...MAPS, 'anthos-fleet/cluster': 'dev' })],
      undefined,
    ],
    [
      'of no entity whose choice of clusters cannot be read',
      [
        component('b', 'team-b', {
          ...MAPS,
          'anthos-fleet/cluster-selector': 'env in (',
        }),
      ],
      undefined,
    ],
    [
      'of an entity that depends on the cluster',
      [
        {
          ...component('a', 'team-a', MAPS),
          relations: [
            { type: 'dependsOn', targetRef: 'resource:default/prod-cluster' },
          ],
        },
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: {
            name: 'prod-cluster',
            annotations: { 'anthos-fleet/cluster-ref': PROD.ref },
          },
          spec: { type: 'kubernetes-cluster', owner: 'platform' },
        },
      ],
      'group:default/team-a',
    ],
  ])('takes from the catalog the owner %s', async (_, entities, expected) => {
    const owners = resolver(entities);
    await owners.refresh();
    expect(owners.ownerOf(PROD, repoSync('maps'))).toBe(expected);
    expect(owners.ownerOf(PROD, repoSync('tiles'))).toBeUndefined();
  });

  it('asks the store which clusters a selector chooses', async () => {
    const owners = resolver(
      [
        component('a', 'team-a', {
          ...MAPS,
          'anthos-fleet/cluster-selector': 'env=prod',
        }),
      ],
      {
        store: {
          selectClusters: async ({ selectors }) => {
            expect(selectors).toEqual([
              [{ key: 'env', operator: 'in', values: ['prod'] }],
            ]);
            return {
              ...(await noStore.selectClusters(
                { refs: [], names: [], selectors },
                { clusters: undefined, packageSyncs: undefined },
                1,
              )),
              clusters: [{ ref: PROD.ref } as never],
            };
          },
        },
      },
    );
    await owners.refresh();
    expect(owners.ownerOf(PROD, repoSync('maps'))).toBe('group:default/team-a');
    expect(owners.ownerOf(DEV, repoSync('maps'))).toBeUndefined();
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ['names a group', { team: 'team-property' }, 'group:default/team-property'],
    [
      'names it in capitals',
      { team: 'Team-Property' },
      'group:default/team-property',
    ],
    ['names a group that is nowhere else', { team: 'geo' }, 'group:tech/geo'],
    ['names a group of several namespaces', { team: 'twin' }, undefined],
    ['names no group', { team: 'nobody' }, undefined],
    ['is not asked for', { squad: 'team-property' }, undefined],
    [
      'is the first that names a group',
      { owner: 'nobody', team: 'team-property' },
      'group:default/team-property',
    ],
  ])('takes the label that %s', async (_, labels, expected) => {
    const owners = resolver([
      group('team-property'),
      group('geo', 'tech'),
      group('twin', 'a'),
      group('twin', 'b'),
    ]);
    const namespace = { name: 'maps', labels, meshInjection: 'none' } as const;
    expect(owners.ownerOf(PROD, repoSync('maps'), namespace)).toBeUndefined();
    await owners.refresh();
    expect(owners.ownerOf(PROD, repoSync('maps'), namespace)).toBe(expected);
  });

  it('asks rules first, then the catalog, then labels', async () => {
    const entities = [component('a', 'team-a', MAPS), group('team-b')];
    const labels = { team: 'team-b' };
    const ask = async (owners: OwnerResolver, name: string) => {
      await owners.refresh();
      return owners.ownerOf(PROD, repoSync(name), {
        name,
        labels,
        meshInjection: 'none',
      });
    };
    const rules = [{ namespaces: ['maps'], owner: 'group:default/ruler' }];
    expect(
      await ask(resolver(entities, { config: { ...config, rules } }), 'maps'),
    ).toBe('group:default/ruler');
    expect(await ask(resolver(entities), 'maps')).toBe('group:default/team-a');
    expect(await ask(resolver(entities), 'tiles')).toBe('group:default/team-b');
  });

  it('keeps what it knew while the catalog fails, and says so once', async () => {
    const catalog = catalogServiceMock({
      entities: [component('a', 'team-a', MAPS)],
    });
    const logger = mockServices.logger.mock({ child: () => logger });
    let time = 0;
    let fails = false;
    const owners = resolver([], {
      logger,
      now: () => time,
      catalog: {
        streamEntities: (request, options) => {
          if (fails) {
            throw new Error('catalog is away');
          }
          return catalog.streamEntities(request, options);
        },
      },
    });
    const renew = async () => {
      time += 10 * 60_000;
      await owners.refresh();
      await new Promise(setImmediate);
    };
    await renew();
    fails = true;
    await renew();
    await renew();
    expect(owners.ownerOf(PROD, repoSync('maps'))).toBe('group:default/team-a');
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('catalog is away'),
    );
  });

  it('asks the catalog again only when its answer is old', async () => {
    const catalog = catalogServiceMock({ entities: [] });
    const streamEntities = jest.fn(catalog.streamEntities.bind(catalog));
    let time = 0;
    const owners = resolver([], {
      now: () => time,
      catalog: { streamEntities },
    });
    await owners.refresh();
    const calls = streamEntities.mock.calls.length;
    await owners.refresh();
    expect(streamEntities).toHaveBeenCalledTimes(calls);
    time += 60 * 60_000;
    await owners.refresh();
    await new Promise(setImmediate);
    expect(streamEntities.mock.calls.length).toBeGreaterThan(calls);
  });
});
