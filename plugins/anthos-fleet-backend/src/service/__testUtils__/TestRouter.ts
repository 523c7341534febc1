import type { Entity } from '@backstage/catalog-model';
import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  anthosFleetClusterRules,
  anthosFleetPackageSyncRules,
} from 'backstage-plugin-anthos-fleet-node';
import express from 'express';
import * as openApiValidator from 'express-openapi-validator';
import type { Knex } from 'knex';
import { configSyncDefaults, FLEET } from '../../__testUtils__/readings';
import { EntityListReader, EntityStatusReader } from '../../entities';
import { Provisioning, type FleetProvisioner } from '../../provisioning';
import { spec } from '../../schema/openapi';
import { DatabaseFleetStore } from '../../store';
import { Noticing, TransitionLog } from '../../transitions';
import { ClusterAccess } from '../ClusterAccess';
import { createRouter } from '../router';

/** Turns every answer that is not in the contract into a 500. */
export const checkAnswers = openApiValidator.middleware({
  apiSpec: spec as never,
  validateRequests: false,
  validateResponses: true,
});

export const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
export const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** A decision with conditions. */
export function when(
  conditions: Extract<PolicyDecision, { conditions: unknown }>['conditions'],
): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'anthos-fleet',
    resourceType: 'any',
    conditions,
  };
}

/** The router with its real store, transitions and mutes, on a database of a test. */
export class TestRouter {
  readonly permissions = mockServices.permissions.mock();
  readonly auditor = mockServices.auditor.mock();
  readonly auditEvent = { success: jest.fn(), fail: jest.fn() };
  readonly requestSweep = jest.fn();

  static async create(
    knex: Knex,
    options: {
      now: () => Date;
      entities?: Entity[];
      retentionDays?: number;
      /** Left out, templates may not ask the fleet for anything. */
      provisioner?: FleetProvisioner;
    },
  ): Promise<TestRouter> {
    const { now, entities = [] } = options;
    const store = await DatabaseFleetStore.create(
      { getClient: async () => knex },
      {
        fleets: [FLEET],
        gateway: { fleets: [FLEET], requestsPerMinute: 1200 },
        frequencyMs: 60_000,
        configSyncDefaults,
        now,
      },
    );
    const noticing = new Noticing({
      knex,
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
      history: {
        retentionMs: 30 * 24 * 3_600_000,
        holdForMs: 0,
        flapping: { changes: 5, windowMs: 1_800_000 },
      },
      notifications: {
        enabled: false,
        platformGroup: 'group:default/platform',
        minSeverity: 'low',
        namespaceOwners: true,
      },
      services: {},
      now,
    });
    const catalog = catalogServiceMock({ entities });
    const app = express();
    const router = new TestRouter(app, store, noticing);
    router.reset();
    const rules = [
      ...Object.values(anthosFleetClusterRules),
      ...Object.values(anthosFleetPackageSyncRules),
    ];
    app
      .use(checkAnswers)
      .use(
        await createRouter({
          store,
          entityList: new EntityListReader({ store, catalog }),
          entityStatus: new EntityStatusReader({ store, catalog }),
          transitions: new TransitionLog({ knex, fleets: [FLEET], now }),
          mutes: noticing.mutes,
          provisioning: new Provisioning({
            fleets: new Map([[FLEET, options.provisioner]]),
            store,
          }),
          access: new ClusterAccess({
            permissions: router.permissions,
            permissionsRegistry: mockServices.permissionsRegistry.mock({
              getPermissionRuleset: ref => ({
                getRuleByName: name =>
                  rules.find(
                    rule =>
                      rule.name === name &&
                      rule.resourceType === ref.resourceType,
                  ) as never,
              }),
            }),
          }),
          httpAuth: mockServices.httpAuth(),
          userInfo: mockServices.userInfo(),
          auditor: router.auditor,
          requestSweep: router.requestSweep,
          configured: true,
          now,
        }),
      )
      .use(mockErrorHandler());
    return router;
  }

  private constructor(
    readonly app: express.Express,
    readonly store: DatabaseFleetStore,
    readonly noticing: Noticing,
  ) {}

  /** Forgets all calls, and allows everything. */
  reset() {
    jest.resetAllMocks();
    this.decide({});
    this.auditor.createEvent.mockResolvedValue(this.auditEvent);
  }

  /** Decides on these permissions like this, and allows all others. */
  decide(decisions: Record<string, PolicyDecision>) {
    const of = (permission: { name: string }) =>
      decisions[permission.name] ?? ALLOW;
    this.permissions.authorizeConditional.mockImplementation(async requests =>
      requests.map(({ permission }) => of(permission)),
    );
    this.permissions.authorize.mockImplementation(async requests =>
      requests.map(({ permission }) => ({
        result: of(permission).result as
          | AuthorizeResult.ALLOW
          | AuthorizeResult.DENY,
      })),
    );
  }
}
