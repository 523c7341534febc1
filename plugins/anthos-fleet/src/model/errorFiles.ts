import type {
  ErrorGroup,
  ErrorOccurrence,
} from 'backstage-plugin-anthos-fleet-common';
import { safeUrl } from './links';

/** A file of a source that an error is about. */
export interface ErrorFile {
  path: string;
  commit?: string;
  /** The file at that commit, on its Git host. */
  url?: string;
}

/** The files that occurrences name, each of them once. */
export function filesOf(
  occurrences: readonly Pick<ErrorOccurrence, 'resources' | 'commit'>[],
): ErrorFile[] {
  const files = new Map<string, ErrorFile>();
  for (const { resources, commit } of occurrences) {
    for (const { sourcePath: path, sourceUrl } of resources) {
      const url = safeUrl(sourceUrl);
      const key = url ?? `${path} ${commit}`;
      if (path && !files.has(key)) {
        files.set(key, {
          path,
          ...(commit ? { commit } : {}),
          ...(url ? { url } : {}),
        });
      }
    }
  }
  return [...files.values()];
}

/** The one file that a group knows of without its occurrences, as {@link filesOf} takes it. */
export function sampleOf({
  sample,
}: Pick<ErrorGroup, 'sample'>): Pick<
  ErrorOccurrence,
  'resources' | 'commit'
>[] {
  return sample
    ? [{ resources: [sample.resource], commit: sample.commit }]
    : [];
}
