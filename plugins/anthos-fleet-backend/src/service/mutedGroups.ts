import type { ErrorGroup } from 'backstage-plugin-anthos-fleet-common';
import type { ErrorGroupQuery, Visible } from '../store';
import type { RouterOptions } from './RouterOptions';

/** Says of each error group who muted it, if anybody did. */
export async function withMutes(
  mutes: RouterOptions['mutes'],
  groups: ErrorGroup[],
): Promise<ErrorGroup[]> {
  if (groups.length === 0) {
    return groups;
  }
  const found = await mutes.mutesOf(groups.map(group => group.fingerprint));
  return groups.map(group => {
    const mute = found.get(group.fingerprint);
    return mute ? { ...group, mute } : group;
  });
}

/** The filter for groups that are muted, or are not; muted in part is not muted. */
export async function mutedFilter(
  mutes: RouterOptions['mutes'],
  shown: boolean | undefined,
  visible: Visible,
): Promise<ErrorGroupQuery['muted']> {
  if (shown === undefined) {
    return undefined;
  }
  const { items } = await mutes.list({}, visible);
  const fingerprints = items.flatMap(({ target }) =>
    target.fingerprint && !target.cluster && !target.namespace
      ? [target.fingerprint]
      : [],
  );
  return { fingerprints, shown };
}
