import { InputError, NotFoundError } from '@backstage/errors';
import {
  anthosFleetMuteCreatePermission,
  anthosFleetMuteDeletePermission,
} from 'backstage-plugin-anthos-fleet-common';
import { audited } from '../audited';
import type { FleetRouter, RouterOptions } from '../RouterOptions';

const MIN_REASON = 3;

/** Mutes: who silenced what, until when and why. Only people mute, so that there is an author. */
export function addMuteRoutes(
  router: FleetRouter,
  { mutes, access, httpAuth, auditor }: RouterOptions,
) {
  router.get('/mutes', async (req, res) => {
    const visible = await access.read(await httpAuth.credentials(req));
    res.json(await mutes.list(req.query, visible));
  });

  router.post('/mutes', async (req, res) => {
    const { target, reason, expiresAt } = req.body;
    await audited(
      auditor,
      {
        eventId: 'mute-create',
        request: req,
        severityLevel: 'medium',
        meta: { target: { ...target }, expiresAt },
      },
      async note => {
        const credentials = await httpAuth.credentials(req, {
          allow: ['user'],
        });
        await access.demand(
          credentials,
          anthosFleetMuteCreatePermission,
          'Muting notifications',
        );
        const mute = await mutes.create(
          { target, reason: readReason(reason), expiresAt },
          credentials.principal.userEntityRef,
          await access.read(credentials),
        );
        note({ id: mute.id });
        res.status(201).json(mute);
      },
    );
  });

  router.delete('/mutes/:id', async (req, res) => {
    const { id } = req.params;
    await audited(
      auditor,
      {
        eventId: 'mute-delete',
        request: req,
        severityLevel: 'medium',
        meta: { id },
      },
      async () => {
        const credentials = await httpAuth.credentials(req, {
          allow: ['user'],
        });
        await access.demand(
          credentials,
          anthosFleetMuteDeletePermission,
          'Ending a mute',
        );
        if (!(await mutes.delete(id, await access.read(credentials)))) {
          throw new NotFoundError(
            `No mute '${id}' is in force, or you may not see what it silences`,
          );
        }
        res.status(204).end();
      },
    );
  });
}

function readReason(text: string): string {
  const reason = text.trim();
  if (reason.length < MIN_REASON) {
    throw new InputError(
      `reason is '${reason}'; say in at least ${MIN_REASON} characters why it may be silent`,
    );
  }
  return reason;
}
