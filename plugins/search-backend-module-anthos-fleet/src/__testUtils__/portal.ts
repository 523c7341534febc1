import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import searchPlugin from '@backstage/plugin-search-backend';
import type { IndexableResultSet } from '@backstage/plugin-search-common';
import module from '..';
import { applyConditions, decide, type Policy } from './policy';

export type Portal = Awaited<ReturnType<typeof startPortal>>;

/** A back end with the real search on an index in memory. */
export async function startPortal(
  config: JsonObject,
  features: BackendFeature[],
) {
  const scheduler = mockServices.scheduler();
  const logger = mockServices.logger.mock();
  // The search plugin logs as a child of the root.
  logger.child.mockReturnValue(logger);
  let policy: Policy = {};
  let address = '';

  const permissions = mockServices.permissions.mock({
    authorizeConditional: async requests =>
      requests.map(({ permission }) => decide(policy, permission)),
    authorize: requests =>
      Promise.all(
        requests.map(async ({ permission, resourceRef }) => {
          const decision = decide(policy, permission);
          if (decision.result !== AuthorizeResult.CONDITIONAL) {
            return decision;
          }
          return resourceRef
            ? applyConditions(address, decision, resourceRef)
            : { result: AuthorizeResult.DENY };
        }),
      ),
  });

  const backend = await startTestBackend({
    features: [
      searchPlugin,
      module,
      ...features,
      permissions.factory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => logger,
      }),
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true }, ...config },
      }),
    ],
  });
  address = `http://localhost:${backend.server.port()}`;

  return {
    run: (task: string) => scheduler.triggerTask(task),
    /** Sets what people are allowed from now on. */
    allow(next: Policy) {
      policy = next;
    },
    async search(term: string, type: string) {
      const query = new URLSearchParams({ term, 'types[0]': type });
      const response = await fetch(`${address}/api/search/query?${query}`, {
        headers: { Authorization: mockCredentials.user.header() },
      });
      expect(response.status).toBe(200);
      const { results }: IndexableResultSet = await response.json();
      return results.map(({ document }) => document);
    },
    complaints: () =>
      [...logger.error.mock.calls, ...logger.warn.mock.calls]
        .flat()
        .map(String)
        .join('\n'),
    stop: () => backend.stop(),
  };
}
