import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { anthosFleetServiceRef } from 'backstage-plugin-anthos-fleet-node';
import module from '..';
import { FakeFleet } from './fleet';

// A back end in a process of its own: the Kubernetes plugin loads its client as an ES module, which
// Jest cannot do. The test sends what the fleet is, and hears where the back end listens.
process.once('message', async ({ clusters, entities, entity, config }) => {
  const fleet = Object.assign(new FakeFleet(), { clusters, entities });
  process.on('message', ({ failure }) => {
    fleet.failure = failure && new Error(failure);
    process.send?.({ done: true });
  });
  const { server } = await startTestBackend({
    features: [
      kubernetesPlugin,
      module,
      catalogServiceMock.factory({ entities: [entity] }),
      createServiceFactory({
        service: anthosFleetServiceRef,
        deps: {},
        factory: () => fleet,
      }),
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  process.send?.({ port: server.port() });
});
process.once('disconnect', () => process.exit(0));
