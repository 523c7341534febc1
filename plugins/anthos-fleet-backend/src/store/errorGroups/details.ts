import type { StoredErrorGroupDetails } from '../FleetStore';
import { readOccurrences, withOpenErrors } from '../packageSyncs/occurrences';
import { visiblePackageSyncs } from '../packageSyncs/query';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import { toErrorGroups } from './groups';
import { grouped, visibleErrors, type GroupRow } from './query';
import { readShares } from './shares';

const MAX_OCCURRENCES = 200;

/** One error group with its occurrences; when it has healed, as it was. */
export async function getErrorGroup(
  context: StoreContext,
  fingerprint: string,
  visible: Visible,
): Promise<StoredErrorGroupDetails | undefined> {
  const every = () =>
    visibleErrors(context, visible).where(
      'sync_errors.fingerprint',
      fingerprint,
    );
  const stillOpen = () => every().whereNull('sync_errors.closed_at');
  const openRow: GroupRow | undefined = await grouped(
    context,
    stillOpen(),
  ).first();
  const open = openRow !== undefined;
  const row: GroupRow | undefined =
    openRow ?? (await grouped(context, every()).first());
  if (!row) {
    return undefined;
  }
  const errors = open ? stillOpen : every;
  const [[group], shares, occurrences] = await Promise.all([
    toErrorGroups(context, [row], { open, errors }),
    readShares(context, errors),
    readOccurrences(
      withOpenErrors(visiblePackageSyncs(context, visible)).where(
        'sync_errors.fingerprint',
        fingerprint,
      ),
      context.links,
      MAX_OCCURRENCES,
    ),
  ]);
  return {
    group,
    ...shares,
    occurrences,
    totalOccurrences: open ? group.totalErrors : 0,
  };
}
