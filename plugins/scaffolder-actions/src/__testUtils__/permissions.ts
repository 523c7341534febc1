import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- decides in tests only, as it does in a portal
import permissionPlugin from '@backstage/plugin-permission-backend';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

/** Decides by the real permission back end; people are in the groups that are given. */
export function decidedBy(
  policy: PermissionPolicy,
  groups: Record<string, string[]>,
): BackendFeature[] {
  return [
    permissionPlugin,
    permissionsServiceFactory,
    createBackendModule({
      pluginId: 'permission',
      moduleId: 'policy',
      register: env =>
        env.registerInit({
          deps: { decisions: policyExtensionPoint },
          init: async ({ decisions }) => decisions.setPolicy(policy),
        }),
    }),
    createServiceFactory({
      service: coreServices.userInfo,
      deps: {},
      factory: () => ({
        async getUserInfo(credentials) {
          const { userEntityRef } = Object(credentials.principal);
          return {
            userEntityRef,
            ownershipEntityRefs: [
              userEntityRef,
              ...(groups[userEntityRef] ?? []),
            ],
          };
        },
      }),
    }),
    createServiceFactory({
      service: coreServices.httpAuth,
      deps: { plugin: coreServices.pluginMetadata },
      factory({ plugin }) {
        const inner = mockServices.httpAuth({ pluginId: plugin.getId() });
        if (plugin.getId() !== 'permission') {
          return inner;
        }
        // The credentials of tests forget which plugin speaks for a person, and only plugins get conditions.
        return {
          issueUserCookie: inner.issueUserCookie.bind(inner),
          credentials: async (req, options) => {
            const credentials = await inner.credentials(req, options);
            const { userEntityRef } = Object(credentials.principal);
            return userEntityRef
              ? (mockCredentials.user(userEntityRef, {
                  actor: { subject: 'plugin:test' },
                }) as typeof credentials)
              : credentials;
          },
        };
      },
    }),
  ];
}
