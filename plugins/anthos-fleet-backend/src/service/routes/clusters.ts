import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  anthosFleetClusterRefreshPermission,
  stringifyClusterRef,
} from 'backstage-plugin-anthos-fleet-common';
import type { FleetRouter, RouterOptions } from '../RouterOptions';

/** The overview, and the clusters. */
export function addClusterRoutes(router: FleetRouter, options: RouterOptions) {
  const { store, transitions, access, httpAuth } = options;

  router.get('/overview', async (req, res) => {
    const visible = await access.read(await httpAuth.credentials(req));
    const [overview, changes] = await Promise.all([
      store.getOverview(visible),
      transitions.changes(visible),
    ]);
    res.json({ configured: options.configured, ...overview, changes });
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
}

/** @throws NotFoundError or NotAllowedError when the caller may not refresh the cluster */
export async function demandRefreshable(
  { store, access }: RouterOptions,
  ref: string,
  credentials: Parameters<RouterOptions['access']['readAndRefresh']>[0],
): Promise<void> {
  const { visible, refreshable } = await access.readAndRefresh(credentials);
  if ((await store.getClusters([ref], visible.clusters))[0] === undefined) {
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
}

export function noCluster(ref: string): NotFoundError {
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
