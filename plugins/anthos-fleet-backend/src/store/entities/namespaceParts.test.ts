import type {
  ClusterReading,
  NamespaceOnCluster,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import {
  clusterReading,
  failedClusterReading,
  namespaceOf,
} from '../../__testUtils__/clusterReadings';
import { createTestDatabases } from '../../__testUtils__/databases';
import {
  createStore,
  dev,
  gke,
  onprem,
  writeSampleFleet,
} from '../__testUtils__/sampleFleet';
import type { DatabaseFleetStore } from '../DatabaseFleetStore';
import { EVERYTHING, type Visible } from '../visibility';

jest.setTimeout(60_000);

const at = (minute: number) => `2026-11-23T10:${minute}:00.000Z`;
const EVERY_CLUSTER = { refs: [], names: [], selectors: [[]] };

const inMesh = [
  namespaceOf('maps', { meshInjection: 'enabled' }),
  namespaceOf('geodesy'),
];
const quota = (namespace: string, used: string) => ({
  namespace,
  name: 'objects',
  scopes: [],
  resources: [{ resource: 'pods', hard: '10', used }],
});
const strict = (namespace: string, mode = 'STRICT') => ({
  namespace,
  name: 'default',
  selector: {},
  mode,
  ports: [],
});
const closed = (namespace: string) => ({
  namespace,
  name: 'closed',
  action: 'allow' as const,
  selector: {},
  rules: [],
});
const sidecar = {
  kind: 'Sidecar' as const,
  namespace: 'maps',
  name: 'default',
  selector: {},
  hosts: ['./*'],
};
const refused = {
  outcome: 'forbidden' as const,
  installed: true,
  message: 'RBAC',
  remedy: 'Apply this',
  refusedBy: 'rbac' as const,
};

describe('quotas and mesh policies of namespaces', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;

    beforeEach(async () => {
      knex = await databases.init(id);
      store = await createStore(knex, { now: () => new Date(at(30)) });
      await writeSampleFleet(store);
    });
    afterEach(() => knex.destroy());

    const record = (reading: ClusterReading) =>
      store.recordClusterReading(reading, {
        ownerOf: () => undefined,
        failures: 0,
      });
    const write = (
      cluster: typeof gke,
      minute: number,
      parts: Parameters<typeof clusterReading>[3] = {},
    ) =>
      record(
        clusterReading(cluster, at(minute), [], {
          namespaces: inMesh,
          ...parts,
        }),
      );
    const everything = {
      quotas: [quota('maps', '9'), quota('other', '10')],
      peerAuthentications: [strict('istio-system'), strict('other', 'DISABLE')],
      authorizationPolicies: [closed('maps')],
      egress: [sidecar],
    };
    const shown = async (
      cluster: { ref: string },
      visible: Visible = EVERYTHING,
      namespaces = ['maps'],
    ) => {
      const { namespacesOnClusters, unreadParts } = await store.getEntitySyncs(
        EVERY_CLUSTER,
        namespaces,
        visible,
      );
      const of = (name: string): Partial<NamespaceOnCluster> =>
        namespacesOnClusters.find(
          item => item.cluster === cluster.ref && item.name === name,
        ) ?? {};
      return { maps: of('maps'), of, unreadParts };
    };

    it('are judged for each namespace on each cluster', async () => {
      await write(gke, 10, everything);
      await write(dev, 10, {
        quotas: [],
        peerAuthentications: [],
        authorizationPolicies: [],
        egress: [],
      });
      expect((await shown(gke)).maps).toMatchObject({
        quotas: [{ name: 'objects', level: 'near-full' }],
        mtls: { mode: 'strict', source: 'mesh' },
        callers: [{ who: 'nobody' }],
        callees: { scope: 'listed', hosts: [{ namespace: '.', host: '*' }] },
      });
      const { maps, unreadParts } = await shown(dev);
      expect(maps).toMatchObject({
        quotas: [],
        mtls: { mode: 'permissive', source: 'default' },
        callers: [{ who: 'everyone' }],
        callees: { scope: 'all' },
      });
      expect(unreadParts).toBeUndefined();
    });

    it('of a namespace outside of the mesh are its quotas alone', async () => {
      await write(gke, 10, { ...everything, quotas: [quota('geodesy', '1')] });
      const { of } = await shown(gke, EVERYTHING, ['geodesy']);
      const { quotas, mtls, callers, callees } = of('geodesy');
      expect(quotas).toHaveLength(1);
      expect([mtls, callers, callees]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    });

    it('are unknown until they are read, and where the cluster has no such kind', async () => {
      await write(gke, 10);
      expect(Object.keys((await shown(gke)).maps)).toEqual(
        expect.not.arrayContaining(['quotas', 'mtls', 'callers', 'callees']),
      );
      await record({
        ...clusterReading(gke, at(11), [], { namespaces: inMesh, quotas: [] }),
        peerAuthentications: { outcome: 'ok', installed: false },
      });
      const { maps, unreadParts } = await shown(gke);
      expect(maps.quotas).toEqual([]);
      expect(maps).not.toHaveProperty('mtls');
      expect(unreadParts).toBeUndefined();
    });

    it('stay as they were when they cannot be read any more, and say why', async () => {
      await write(gke, 10, everything);
      await record({
        ...clusterReading(gke, at(20), [], { namespaces: inMesh }),
        quotas: refused,
        authorizationPolicies: refused,
      });
      const { maps, unreadParts } = await shown(gke);
      expect(maps.quotas).toHaveLength(1);
      expect(maps.callers).toHaveLength(1);
      const why = {
        cluster: gke.ref,
        outcome: 'forbidden',
        observedAt: at(10),
        message: 'RBAC',
        remedy: 'Apply this',
        refusedBy: 'rbac',
      };
      expect(unreadParts).toEqual([
        { ...why, part: 'quotas' },
        { ...why, part: 'callers' },
      ]);
    });

    it('are not made up where they were never read', async () => {
      await record({
        ...clusterReading(gke, at(10), [], { namespaces: inMesh }),
        quotas: refused,
        peerAuthentications: { outcome: 'ok', installed: false },
      });
      await record({
        ...clusterReading(gke, at(20), [], { namespaces: inMesh }),
        peerAuthentications: refused,
      });
      const { maps, unreadParts } = await shown(gke);
      expect(maps).not.toHaveProperty('quotas');
      expect(maps).not.toHaveProperty('mtls');
      expect(unreadParts).toHaveLength(2);
    });

    it('of a list that is too long leave policies unknown, and quotas as far as they are read', async () => {
      await write(gke, 10, everything);
      const { peerAuthentications, authorizationPolicies, quotas } =
        clusterReading(gke, at(20), [], {
          ...everything,
          quotas: [quota('aaa', '1')],
        });
      await record({
        ...clusterReading(gke, at(20), [], { namespaces: inMesh }),
        quotas: { ...quotas!, truncated: true },
        peerAuthentications: { ...peerAuthentications!, truncated: true },
        authorizationPolicies,
      });
      const { maps, unreadParts } = await shown(gke);
      expect(maps.quotas).toHaveLength(1);
      expect(maps).not.toHaveProperty('mtls');
      expect(maps.callers).toMatchObject([{ who: 'nobody' }]);
      expect(unreadParts).toMatchObject([
        { part: 'quotas', outcome: 'ok' },
        { part: 'mtls', outcome: 'ok' },
      ]);
    });

    it('are shown on visible clusters alone', async () => {
      await write(gke, 10, everything);
      await record({
        ...clusterReading(onprem, at(10), [], { namespaces: inMesh }),
        quotas: refused,
      });
      const onlyGke: Visible = {
        clusters: { field: 'name', values: [gke.name] },
        packageSyncs: undefined,
      };
      expect((await shown(gke, EVERYTHING)).unreadParts).toHaveLength(1);
      const { maps, unreadParts } = await shown(gke, onlyGke);
      expect(maps.quotas).toHaveLength(1);
      expect(unreadParts).toBeUndefined();
      expect((await shown(onprem, onlyGke)).maps).toEqual({});
    });

    it('are written where they changed, and go when they are gone', async () => {
      await write(gke, 10, everything);
      const rows = () => knex('namespace_parts').orderBy(['part', 'namespace']);
      const before = await rows();
      expect(before.map(row => `${row.part} ${row.namespace}`)).toEqual([
        'authorizationPolicies maps',
        'egress maps',
        'peerAuthentications istio-system',
        'peerAuthentications other',
        'quotas maps',
        'quotas other',
      ]);
      expect((await write(gke, 11, everything)).changed).toBe(false);
      expect(
        (await write(gke, 12, { ...everything, quotas: [quota('maps', '10')] }))
          .changed,
      ).toBe(true);
      const after = await rows();
      expect(after).toHaveLength(5);
      expect((await shown(gke)).maps.quotas?.[0].level).toBe('full');
      // A cluster that does not answer says nothing of what it had.
      await record(failedClusterReading(gke, at(13)));
      expect(await rows()).toHaveLength(5);
      expect(
        (await write(gke, 14, { ...everything, quotas: [] })).changed,
      ).toBe(true);
      expect((await shown(gke)).maps.quotas).toEqual([]);
    });
  });
});
