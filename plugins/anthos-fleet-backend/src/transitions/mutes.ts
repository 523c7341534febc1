import type { Mute, MuteTarget } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';

export interface MuteRow {
  id: string;
  /** Empty when it matches every error; the same for the two after it. */
  fingerprint: string;
  ref: string;
  namespace: string;
  reason: string;
  author: string;
  created_at: string;
  expires_at: string;
}

/** What nobody is to be told of now. */
export async function activeMutes(
  knex: Knex,
  now: Date,
): Promise<MuteTarget[]> {
  const rows: MuteRow[] = await knex('mutes').where(
    'expires_at',
    '>',
    now.toISOString(),
  );
  return rows.map(toTarget);
}

export function toTarget({
  fingerprint,
  ref,
  namespace,
}: Pick<MuteRow, 'fingerprint' | 'ref' | 'namespace'>): MuteTarget {
  return {
    ...(fingerprint && { fingerprint }),
    ...(ref && { cluster: ref }),
    ...(namespace && { namespace }),
  };
}

export function toMute(row: MuteRow): Mute {
  return {
    id: row.id,
    target: toTarget(row),
    reason: row.reason,
    author: row.author,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
