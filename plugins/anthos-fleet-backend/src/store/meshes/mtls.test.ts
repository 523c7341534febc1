import type {
  ClusterMesh,
  ClusterReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import {
  clusterReading,
  namespaceOf,
} from '../../__testUtils__/clusterReadings';
import { createTestDatabases } from '../../__testUtils__/databases';
import type { DatabaseFleetStore } from '../DatabaseFleetStore';
import {
  createStore,
  dev,
  gke,
  onprem,
  writeSampleFleet,
} from '../__testUtils__/sampleFleet';

jest.setTimeout(60_000);

const at = (minute: number) => `2026-11-23T10:${minute}:00.000Z`;

const policy = (namespace: string, mode: string) => ({
  namespace,
  name: 'default',
  selector: {},
  mode,
  ports: [],
});
const inMesh = [
  namespaceOf('maps', { meshInjection: 'enabled' }),
  namespaceOf('tiles', { meshInjection: 'conflicting' }),
  namespaceOf('geodesy', { meshInjection: 'enabled' }),
  namespaceOf('outside'),
];
const policies = [
  policy('istio-system', 'STRICT'),
  policy('maps', 'PERMISSIVE'),
  policy('outside', 'DISABLE'),
];
const known = {
  mode: 'strict',
  source: 'mesh',
  namespaces: {
    strict: 2,
    permissive: 1,
    disabled: 0,
    unknown: 0,
    inherited: 2,
  },
};

describe('mTLS of meshes', () => {
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
      cluster: { ref: string },
      parts: Parameters<typeof clusterReading>[3],
      changed: Partial<ClusterReading> = {},
      minute = 10,
    ) =>
      record({
        ...clusterReading(cluster, at(minute), [], parts),
        ...changed,
      });
    const meshOf = async (cluster: {
      ref: string;
    }): Promise<Partial<ClusterMesh>> =>
      (await store.listMeshes({}, undefined)).items.find(
        item => item.cluster.ref === cluster.ref,
      ) ?? {};

    it('is that of the whole mesh, with the namespaces that have another', async () => {
      await write(onprem, {
        namespaces: inMesh,
        peerAuthentications: policies,
      });
      const { mtls, mtlsUnread } = await meshOf(onprem);
      expect(mtls).toEqual(known);
      expect(mtlsUnread).toBeUndefined();
    });

    it('is what the mesh does by itself where no policy says it', async () => {
      await write(onprem, { namespaces: inMesh, peerAuthentications: [] });
      expect((await meshOf(onprem)).mtls).toMatchObject({
        mode: 'permissive',
        source: 'default',
        namespaces: { permissive: 3, inherited: 3 },
      });
    });

    it('is not made up where it was not read, or where there is no such kind', async () => {
      expect(await meshOf(onprem)).not.toHaveProperty('mtls');
      await write(
        onprem,
        { namespaces: inMesh },
        { peerAuthentications: { outcome: 'ok', installed: false } },
      );
      const mesh = await meshOf(onprem);
      expect(mesh).not.toHaveProperty('mtls');
      expect(mesh).not.toHaveProperty('mtlsUnread');
    });

    it('does not count namespaces that were not read', async () => {
      await write(dev, { peerAuthentications: policies });
      const mesh = await meshOf(dev);
      expect(mesh.management).toBe('unknown');
      expect(mesh.mtls).toEqual({ mode: 'strict', source: 'mesh' });
    });

    it('is nothing where there is no mesh', async () => {
      await write(gke, {
        namespaces: [namespaceOf('maps')],
        peerAuthentications: policies,
      });
      const mesh = await meshOf(gke);
      expect(mesh.management).toBe('none');
      expect(mesh).not.toHaveProperty('mtls');
    });

    it('stays as it was when it cannot be read any more, and says why', async () => {
      await write(onprem, {
        namespaces: inMesh,
        peerAuthentications: policies,
      });
      await write(
        onprem,
        { namespaces: inMesh },
        {
          peerAuthentications: {
            outcome: 'forbidden',
            installed: true,
            message: 'RBAC',
          },
        },
        20,
      );
      const { mtls, mtlsUnread } = await meshOf(onprem);
      expect(mtls).toEqual(known);
      expect(mtlsUnread).toEqual({
        cluster: onprem.ref,
        part: 'mtls',
        outcome: 'forbidden',
        observedAt: at(10),
        message: 'RBAC',
      });
    });

    it('is not known of a list that is too long: what it leaves out may say the opposite', async () => {
      const { peerAuthentications } = clusterReading(onprem, at(10), [], {
        peerAuthentications: policies,
      });
      await write(
        onprem,
        { namespaces: inMesh },
        { peerAuthentications: { ...peerAuthentications!, truncated: true } },
      );
      const { mtls, mtlsUnread } = await meshOf(onprem);
      expect(mtls).toBeUndefined();
      expect(mtlsUnread).toMatchObject({ part: 'mtls', outcome: 'ok' });
    });

    it('is that of shown rows on every page', async () => {
      await write(onprem, {
        namespaces: inMesh,
        peerAuthentications: policies,
      });
      const { items, nextCursor } = await store.listMeshes(
        { limit: 2 },
        undefined,
      );
      expect(items.map(({ mtls }) => mtls)).toEqual([undefined, undefined]);
      const next = await store.listMeshes(
        { limit: 2, cursor: nextCursor },
        undefined,
      );
      expect(next.items.map(({ mtls }) => mtls)).toEqual([known]);
    });
  });
});
