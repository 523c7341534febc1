import {
  explainSyncError,
  type ErrorOccurrence,
  type PackageSyncDetails,
} from 'backstage-plugin-anthos-fleet-common';

const MAX_ERRORS = 3;

/** What blocks a sync, for people. */
export interface Failure {
  /** The first error in a few words. */
  headline: string;
  /** All of it, in lines. */
  text: string;
  /** Nothing but a new commit can help: waiting is of no use. */
  final: boolean;
}

/** Explains the errors of a sync: what they mean, what to do, and where. */
export function explainFailure({ sync, errors }: PackageSyncDetails): Failure {
  // One line an error group: the same error on twenty objects is one mistake.
  const groups = [...new Map(errors.map(e => [e.fingerprint, e])).values()];
  if (groups.length === 0) {
    const words = sync.message ?? sync.reported ?? sync.state;
    return { headline: words, text: words, final: false };
  }
  const explained = groups.map(error => ({
    error,
    explanation: explainSyncError(error.code, error.message),
  }));
  const more = groups.length - MAX_ERRORS;
  return {
    headline: headlineOf(groups[0]),
    text: [
      ...explained
        .slice(0, MAX_ERRORS)
        .map(({ error, explanation }) =>
          [
            headlineOf(error),
            `  What happened: ${error.message}`,
            `  Cause: ${explanation.cause}`,
            `  What to do: ${explanation.remedy}`,
            ...filesOf(error).map(file => `  File: ${file}`),
            explanation.documentationUrl &&
              `  More: ${explanation.documentationUrl}`,
          ]
            .filter(Boolean)
            .join('\n'),
        ),
      ...(more > 0 ? [`And ${more} other kinds of errors`] : []),
    ].join('\n'),
    final: explained.every(
      ({ explanation }) => explanation.fixedIn === 'source',
    ),
  };
}

function headlineOf({ code, headline }: ErrorOccurrence): string {
  return code ? `${code}: ${headline}` : headline;
}

function filesOf({ resources }: ErrorOccurrence): string[] {
  const files = resources.flatMap(
    resource => resource.sourceUrl ?? resource.sourcePath ?? [],
  );
  return [...new Set(files)].slice(0, MAX_ERRORS);
}
