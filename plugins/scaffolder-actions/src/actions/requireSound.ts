import { InputError } from '@backstage/errors';
import { checkManifests, type CheckOptions } from '../checks';
import type { WorkspaceFile } from '../common';

const MAX_NAMED = 10;

// What these miss may be in the repository already: a neighbour, the Repo of a hierarchy, a selector.
const OF_THE_WHOLE_FOLDER = ['KNV1013', 'KNV1017', 'KNV1068'];

/**
 * What an action writes must stand the checks that it would fail as anybody's.
 *
 * @throws InputError before anything is written
 */
export async function requireSound(
  files: readonly WorkspaceFile[],
  options: CheckOptions = {},
): Promise<void> {
  const manifests = files.filter(({ path }) => /\.ya?ml$/.test(path));
  const errors = (await checkManifests(manifests, options)).filter(
    ({ severity, rule }) =>
      severity === 'error' && !OF_THE_WHOLE_FOLDER.includes(rule),
  );
  if (errors.length) {
    throw new InputError(
      `Nothing is written, because it would not stand: ${errors
        .slice(0, MAX_NAMED)
        .map(
          ({ file, line, rule, message, remedy }) =>
            `${file}${line ? `:${line}` : ''} (${rule}) ${message}. ${remedy}`,
        )
        .join('; ')}`,
    );
  }
}
