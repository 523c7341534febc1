import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import type { Notification } from '@backstage/plugin-notifications-common';
import {
  notificationService,
  type NotificationService,
} from '@backstage/plugin-notifications-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import { observedSync, syncError } from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import { observedCluster } from '../__testUtils__/readings';
import { NoticedFleet, OUTBOX } from './__testUtils__/NoticedFleet';

jest.setTimeout(60_000);

const clusters = Array.from({ length: 40 }, (_, at) =>
  observedCluster(`dc${at}-prod`),
);
const broken = observedSync({
  namespace: 'maps',
  state: 'error',
  errors: [syncError('f1')],
});
const synced = observedSync({ namespace: 'maps' });

function user(name: string, groups: string[]) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: { memberOf: groups },
  };
}

function group(name: string, members: string[]) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', children: [] },
    relations: members.map(member => ({
      type: 'hasMember',
      targetRef: `user:default/${member}`,
    })),
  };
}

describe('Noticing with the notifications back end', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'is one notification a person on %s: told, updated and cleared',
    async id => {
      const knex: Knex = await databases.init(id);
      let notifications: NotificationService | undefined;
      const backend = await startTestBackend({
        features: [
          notificationsPlugin,
          createBackendPlugin({
            pluginId: 'anthos-fleet',
            register(env) {
              env.registerInit({
                deps: { service: notificationService },
                async init({ service }) {
                  notifications = service;
                },
              });
            },
          }),
          mockServices.rootConfig.factory({
            data: { app: { baseUrl: 'http://localhost:3000' } },
          }),
          catalogServiceMock.factory({
            entities: [
              group('maps', ['anna', 'ben']),
              group('platform', ['ben', 'cleo']),
              user('anna', ['maps']),
              user('ben', ['maps', 'platform']),
              user('cleo', ['platform']),
            ],
          }),
        ],
      });
      try {
        const inbox = async (name: string) => {
          const response = await request(backend.server)
            .get('/api/notifications/notifications')
            .set(
              'Authorization',
              mockCredentials.user.header(`user:default/${name}`),
            );
          expect(response.status).toBe(200);
          return (response.body.notifications as Notification[])
            .map(({ payload, updated }) => ({
              title: payload.title,
              severity: payload.severity,
              link: payload.link,
              updated: Boolean(updated),
            }))
            .sort((x, y) => x.title.localeCompare(y.title));
        };
        const fleet = await NoticedFleet.create(knex, {
          services: { notifications },
        });
        const readAll = (count: number, sync: typeof broken) =>
          fleet.sweepTimes(2, clusters.slice(0, count), [sync]);
        await fleet.register(clusters);

        await readAll(10, broken);
        await fleet.deliver();
        const first = {
          title: 'The cluster refused an object on 10 clusters',
          severity: 'high',
          link: '/fleet/errors/f1',
          updated: false,
        };
        expect(await inbox('anna')).toEqual([first]);
        expect(await inbox('cleo')).toEqual([first]);
        // Somebody who owns the namespace and runs the clusters reads both.
        expect(await inbox('ben')).toEqual([first, first]);

        await readAll(40, broken);
        await fleet.deliver(OUTBOX.updateMs);
        const spread = {
          ...first,
          title: 'The cluster refused an object on 40 clusters',
          updated: true,
        };
        expect(await inbox('anna')).toEqual([spread]);
        expect(await inbox('ben')).toEqual([spread, spread]);

        await readAll(40, synced);
        await fleet.deliver();
        const healed = {
          ...spread,
          title: 'Healed: The cluster refused an object',
          severity: 'low',
        };
        expect(await inbox('anna')).toEqual([healed]);
        expect(await inbox('cleo')).toEqual([healed]);
      } finally {
        await backend.stop();
        await knex.destroy();
      }
    },
  );
});
