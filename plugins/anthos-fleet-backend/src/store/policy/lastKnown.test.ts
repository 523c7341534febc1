import type { ClusterReading } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import {
  clusterReading,
  failedClusterReading,
} from '../../__testUtils__/clusterReadings';
import { createTestDatabases } from '../../__testUtils__/databases';
import type { DatabaseFleetStore } from '../DatabaseFleetStore';
import type { PolicyConstraintQuery } from '../FleetLists';
import {
  createStore,
  gke,
  onprem,
  writeSampleFleet,
} from '../__testUtils__/sampleFleet';
import type { VisibleClusters } from '../visibility';

jest.setTimeout(60_000);

const at = (minute: number) => `2026-11-23T11:${minute}:00.000Z`;
const rule = (name: string) => ({
  kind: 'A',
  name,
  enforcement: 'deny' as const,
  violations: [],
  totalViolations: 2,
});

describe('policy constraints that were not read lately', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;
    let now: string;

    const record = (reading: ClusterReading) =>
      store.recordClusterReading(reading, {
        ownerOf: () => undefined,
        failures: 0,
      });
    const read = (cluster: typeof gke, minute: number, ...rules: string[]) =>
      record(
        clusterReading(cluster, at(minute), [], {
          policyConstraints: rules.map(rule),
        }),
      );
    const list = (
      query: PolicyConstraintQuery = {},
      visible?: VisibleClusters,
    ) => store.listPolicyConstraints(query, visible);
    const counted = async (query: PolicyConstraintQuery = {}) =>
      (await list(query)).items
        .map(({ name, lastKnownClusters: old, totalClusters }) =>
          [name, old, totalClusters].join(' '),
        )
        .sort();

    beforeEach(async () => {
      knex = await databases.init(id);
      now = at(12);
      store = await createStore(knex, { now: () => new Date(now) });
      await writeSampleFleet(store);
      await read(onprem, 11, 'both', 'own');
      await read(gke, 11, 'both');
    });
    afterEach(() => knex.destroy());

    it('are none while clusters answer, however seldom constraints are read', async () => {
      now = at(30);
      for (const cluster of [onprem, gke]) {
        await record(clusterReading(cluster, at(29), []));
      }
      expect((await list()).lastKnown).toEqual({ total: 0, clusters: [] });
      expect(await counted()).toEqual(['both 0 2', 'own 0 1']);
    });

    it('are counted with each rule, and the clusters named with their age', async () => {
      now = at(30);
      await record(clusterReading(gke, at(29), []));
      await record(failedClusterReading(onprem, at(29)));
      const { items, lastKnown } = await list();
      const old = {
        outcome: 'timeout',
        age: 'stale',
        attemptedAt: at(29),
        observedAt: at(11),
        message: 'It did not answer.',
      };
      expect(lastKnown).toEqual({
        total: 1,
        clusters: [
          {
            cluster: expect.objectContaining({ ref: onprem.ref }),
            freshness: old,
          },
        ],
      });
      expect(await counted()).toEqual(['both 1 2', 'own 1 1']);
      const [both] = items.filter(({ name }) => name === 'both');
      expect(
        both.samples.map(({ cluster, lastKnown: age }) => [cluster.name, age]),
      ).toEqual([
        ['gke-prod', undefined],
        ['onprem-prod', old],
      ]);
    });

    it('are those of a cluster that refuses them, too', async () => {
      await record({
        ...clusterReading(gke, at(12), []),
        policyConstraints: {
          outcome: 'forbidden',
          installed: true,
          message: 'RBAC',
        },
      });
      const { lastKnown } = await list();
      expect(lastKnown.clusters).toEqual([
        {
          cluster: expect.objectContaining({ ref: gke.ref }),
          freshness: expect.objectContaining({
            outcome: 'forbidden',
            observedAt: at(11),
            message: 'RBAC',
          }),
        },
      ]);
    });

    it('are told of what is chosen and may be seen alone, the oldest first', async () => {
      await read(gke, 13, 'both');
      now = at(30);
      const names = async (
        query: PolicyConstraintQuery,
        visible?: VisibleClusters,
      ) =>
        (await list(query, visible)).lastKnown.clusters.map(
          ({ cluster }) => cluster.name,
        );
      expect(await names({})).toEqual(['onprem-prod', 'gke-prod']);
      expect(await names({ q: 'own' })).toEqual(['onprem-prod']);
      expect(await names({ hosting: ['gcp'] })).toEqual(['gke-prod']);
      expect(await counted({ hosting: ['gcp'] })).toEqual(['both 1 1']);
      expect(await names({}, { field: 'name', values: ['gke-prod'] })).toEqual([
        'gke-prod',
      ]);
    });
  });
});
