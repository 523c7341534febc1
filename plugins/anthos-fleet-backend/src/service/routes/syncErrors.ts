import { NotFoundError } from '@backstage/errors';
import { anthosFleetMuteCreatePermission } from 'backstage-plugin-anthos-fleet-common';
import { mutedFilter, withMutes } from '../mutedGroups';
import type { FleetRouter, RouterOptions } from '../RouterOptions';

/** Error groups. */
export function addSyncErrorRoutes(
  router: FleetRouter,
  { store, mutes, transitions, access, httpAuth }: RouterOptions,
) {
  router.get('/sync-errors', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const visible = await access.readPackageSyncs(credentials);
    const { muted, ...query } = req.query;
    const list = await store.listErrorGroups(
      { ...query, muted: await mutedFilter(mutes, muted, visible) },
      visible,
    );
    const [items, courses] = await Promise.all([
      withMutes(mutes, list.items),
      transitions.courses(
        list.items.map(({ fingerprint }) => fingerprint),
        visible,
      ),
    ]);
    res.json({
      ...list,
      items: items.map(item => ({
        ...item,
        course: courses.get(item.fingerprint),
      })),
    });
  });

  router.get('/sync-errors/:fingerprint', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const visible = await access.readPackageSyncs(credentials);
    const { fingerprint } = req.params;
    const details = await store.getErrorGroup(fingerprint, visible);
    if (!details) {
      throw new NotFoundError(
        `No error group '${fingerprint}' is known, or you may not see it`,
      );
    }
    const [[group], timeline, mayMute] = await Promise.all([
      withMutes(mutes, [details.group]),
      transitions.timeline(fingerprint, visible),
      access.may(credentials, anthosFleetMuteCreatePermission),
    ]);
    res.json({ ...details, group, timeline, mayMute });
  });
}
