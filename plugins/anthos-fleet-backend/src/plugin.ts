import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { registerActions } from './actions';
import { CommitSweep, GitHosts } from './commits';
import { readAnthosFleetConfig } from './config';
import { EntityListReader, EntityStatusReader } from './entities';
import { configSyncDefaults } from './hub';
import { OwnerResolver } from './ownership';
import { Provisioning } from './provisioning';
import { createProvisioner, createReaders } from './readers';
import { ClusterAccess } from './service/ClusterAccess';
import { registerPermissions } from './service/registerPermissions';
import { createRouter } from './service/router';
import { CommitStore, DatabaseFleetStore, EVERYTHING, GitLinks } from './store';
import { FleetGauges, SweepMetrics, Sweeps } from './sweep';
import { Noticing, TransitionLog } from './transitions';

/**
 * Reads Google fleets in the background and serves what is known of their clusters.
 *
 * @public
 */
export const anthosFleetPlugin = createBackendPlugin({
  pluginId: 'anthos-fleet',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { catalog, logger, permissionsRegistry, scheduler } = deps;
        const config = readAnthosFleetConfig(deps.config);
        const { fleets, sweep } = config;
        const projects = fleets.map(({ project }) => project);
        const integrations = ScmIntegrations.fromConfig(deps.config);
        const readFleets = fleets
          .filter(({ gateway }) => gateway.enabled)
          .map(({ project }) => project);
        const store = await DatabaseFleetStore.create(deps.database, {
          fleets: projects,
          gateway: {
            fleets: readFleets,
            requestsPerMinute: sweep.requestsPerMinute,
          },
          frequencyMs: sweep.frequencyMs,
          configSyncDefaults,
          links: new GitLinks({
            hosts: config.git.hosts,
            integrations,
          }),
          documentationUrl: config.errors.documentationUrl,
          historyMs: config.history.retentionMs,
        });
        const knex = await deps.database.getClient();
        const noticing = new Noticing({
          knex,
          logger,
          history: config.history,
          notifications: config.notifications,
          // Their refs bring factories of their own, so that a portal needs none of their back ends.
          services: {
            events: deps.events,
            notifications: deps.notifications,
            signals: deps.signals,
          },
        });
        const sweeps = new Sweeps({
          fleets: new Map(
            fleets.map(fleet => [fleet.project, createReaders(fleet, config)]),
          ),
          sweep,
          store,
          owners: new OwnerResolver({
            config: config.ownership,
            catalog,
            auth: deps.auth,
            store,
            logger,
          }),
          observer: noticing,
          scheduler,
          logger,
          metrics: new SweepMetrics(deps.metrics),
        });
        const provisioning = new Provisioning({
          fleets: new Map(
            fleets.map(fleet => [
              fleet.project,
              createProvisioner(fleet, config),
            ]),
          ),
          store,
        });
        registerPermissions(permissionsRegistry, store);

        const entityStatus = new EntityStatusReader({ catalog, store });
        const access = new ClusterAccess({
          permissions: deps.permissions,
          permissionsRegistry,
        });
        registerActions({
          actionsRegistry: deps.actionsRegistry,
          store,
          entityStatus,
          access,
        });
        deps.httpRouter.use(
          await createRouter({
            store,
            entityList: new EntityListReader({ catalog, store }),
            entityStatus,
            access,
            provisioning,
            httpAuth: deps.httpAuth,
            userInfo: deps.userInfo,
            auditor: deps.auditor,
            requestSweep: (cluster, what) => sweeps.refresh(cluster, what),
            transitions: new TransitionLog({ knex, fleets: projects }),
            mutes: noticing.mutes,
            configured: fleets.length > 0,
          }),
        );

        new FleetGauges({
          metrics: deps.metrics,
          logger,
          overview: () => store.getOverview(EVERYTHING),
        }).register();
        deps.lifecycle.addShutdownHook(() => sweeps.close());
        deps.lifecycle.addShutdownHook(() => provisioning.close());
        await sweeps.schedule();
        await noticing.schedule(scheduler);
        if (config.commits.enabled && readFleets.length > 0) {
          await new CommitSweep({
            hosts: new GitHosts(deps.config, integrations),
            store: new CommitStore({
              knex,
              fleets: readFleets,
              keepMs: config.history.retentionMs,
            }),
            logger,
            frequencyMs: sweep.frequencyMs,
            requestsPerMinute: config.commits.requestsPerMinute,
          }).schedule(scheduler);
        }
        if (fleets.length === 0) {
          logger.info(
            'No fleet is configured; name the fleet host project in anthosFleet.fleets',
          );
        }
      },
    });
  },
});
