import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  toError,
} from '@backstage/errors';
import {
  anthosFleetClusterRefreshPermission,
  stringifyClusterRef,
} from 'backstage-plugin-anthos-fleet-common';
import type express from 'express';
import type { EntityStatusReader } from '../entities';
import { createOpenApiRouter } from '../schema/openapi';
import type { FleetStore } from '../store';
import type { ClusterAccess } from './ClusterAccess';

export interface RouterOptions {
  store: FleetStore;
  entityStatus: EntityStatusReader;
  access: ClusterAccess;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  /** Has a cluster read as soon as a replica is free, and its fleet's register if wanted. */
  requestSweep: (
    cluster: { fleet: string; ref: string },
    what: { register: boolean },
  ) => Promise<unknown>;
  /** Whether any fleet is configured. */
  configured: boolean;
  now?: () => Date;
}

const REFRESH_INTERVAL_MS = 10_000;

/** Serves the contract in schema/openapi.yaml, from the store alone. */
export async function createRouter(
  options: RouterOptions,
): Promise<express.Router> {
  const { store, entityStatus, access, httpAuth, auditor } = options;
  const router = await createOpenApiRouter();

  // Browsers keep the answer but ask whether it still holds; express turns a match into a 304.
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'private, no-cache');
    next();
  });

  router.get('/overview', async (req, res) => {
    const visible = await access.read(await httpAuth.credentials(req));
    const overview = await store.getOverview(visible);
    res.json({ configured: options.configured, ...overview });
  });

  router.get('/clusters', async (req, res) => {
    const visible = await access.read(await httpAuth.credentials(req));
    const { label, ...query } = req.query;
    res.json(
      await store.listClusters(
        { ...query, label: label?.map(parseLabel) },
        visible,
      ),
    );
  });

  router.get('/clusters/:project/:location/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { visible, refreshable } = await access.readAndRefresh(credentials);
    const ref = stringifyClusterRef(req.params);
    const details = await store.getCluster(ref, visible);
    if (!details) {
      throw noCluster(ref);
    }
    const [refreshed] = refreshable
      ? await store.getClusters([ref], refreshable.among)
      : [];
    res.json({ ...details, mayRefresh: Boolean(refreshed) });
  });

  router.post(
    '/clusters/:project/:location/:name/refresh',
    async (req, res) => {
      const ref = stringifyClusterRef(req.params);
      const event = await auditor.createEvent({
        eventId: 'cluster-refresh',
        request: req,
        severityLevel: 'medium',
        meta: { ref },
      });
      try {
        const credentials = await httpAuth.credentials(req);
        const { visible, refreshable } = await access.readAndRefresh(
          credentials,
        );
        if (
          (await store.getClusters([ref], visible.clusters))[0] === undefined
        ) {
          throw noCluster(ref);
        }
        const [allowed] = refreshable
          ? await store.getClusters([ref], refreshable.among)
          : [];
        if (!allowed) {
          throw new NotAllowedError(
            `Refreshing ${ref} takes the permission '${anthosFleetClusterRefreshPermission.name}'`,
          );
        }
        const now = options.now?.() ?? new Date();
        const claim = await store.claimRefresh(
          { fleet: req.params.project, ref },
          now,
          REFRESH_INTERVAL_MS,
        );
        if (claim.granted) {
          await options.requestSweep(
            { fleet: req.params.project, ref },
            { register: claim.register },
          );
        }
        const age = now.getTime() - Date.parse(claim.requestedAt);
        await event.success({ meta: { accepted: claim.granted } });
        res.status(202).json({
          ref,
          requestedAt: claim.requestedAt,
          accepted: claim.granted,
          retryAfterSeconds: Math.max(
            0,
            Math.ceil((REFRESH_INTERVAL_MS - age) / 1000),
          ),
        });
      } catch (error) {
        await event.fail({ error: toError(error) });
        throw error;
      }
    },
  );

  router.get('/entities/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const visible = await access.read(credentials);
    res.json(await entityStatus.read(req.params, { credentials, visible }));
  });

  return router;
}

function noCluster(ref: string): NotFoundError {
  return new NotFoundError(
    `No cluster '${ref}' is in the fleet, or you may not see it`,
  );
}

function parseLabel(text: string): { key: string; value?: string } {
  const at = text.indexOf('=');
  const key = at < 0 ? text : text.slice(0, at);
  if (!key) {
    throw new InputError(
      `label is '${text}', which has no key; write it as key or key=value`,
    );
  }
  return at < 0 ? { key } : { key, value: text.slice(at + 1) };
}
