import { ConflictError } from '@backstage/errors';
import { remedyOf } from '../manifests';
import type { Plan } from './planChanges';
import type { PublishRequest } from './publishFiles';
import { within } from './within';

const MAX_LISTED = 20;

/** Throws when something in the repository is in the way. */
export function refuseConflicts(
  url: string,
  request: Pick<
    PublishRequest,
    'targetPath' | 'branch' | 'files' | 'mergeLists'
  >,
  { conflicts }: Plan,
): void {
  if (!conflicts.length) {
    return;
  }
  const { targetPath, branch, files, mergeLists } = request;
  const lists = conflicts.filter(path => mergeLists?.has(path));
  const others = conflicts.filter(path => !mergeLists?.has(path));
  const reasons = lists.map(
    path =>
      `${within(
        targetPath,
        path,
      )} is no list that was published from here: ${remedyOf(
        files.get(path)?.content.toString() ?? '',
      )}, and run this again`,
  );
  if (others.length) {
    const listed = others
      .slice(0, MAX_LISTED)
      .map(path => within(targetPath, path));
    const more = others.length - listed.length;
    reasons.unshift(
      `there are files of the same names that were not published from here: ${listed.join(
        ', ',
      )}${
        more > 0 ? ` and ${more} more` : ''
      }; choose another targetPath, or move these files away first`,
    );
  }
  throw new ConflictError(
    `targetPath: nothing was published to ${branch} of ${url}, because ${reasons.join(
      '. Also, ',
    )}`,
  );
}
