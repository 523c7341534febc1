import { GitProblem, remark } from './GitProblem';

/** What an HTTP status of a Git host means. */
export function problemOfStatus(
  status: number,
  about: { url: string; writing: boolean; whose: string; signedIn: boolean },
): GitProblem {
  const { url, writing, whose, signedIn } = about;
  switch (status) {
    case 401:
    case 203:
    case 407:
      return new GitProblem(
        'unauthenticated',
        signedIn
          ? `${url} does not accept ${whose}; renew it, and look whether it may read and write this repository`
          : `${url} wants to know who asks, and the portal has no credentials for this host; add them to 'integrations' in app-config.yaml, or hand over the user's token as 'token'`,
      );
    case 403:
      return writing
        ? new GitProblem(
            'read-only',
            `${url} cannot be written by ${whose}; give it the right to push, or look whether the repository is archived`,
          )
        : new GitProblem(
            'forbidden',
            `${url} cannot be read by ${whose}; give it access to this repository`,
          );
    case 404:
    case 410:
      return new GitProblem(
        'not-found',
        `${url} is not there, or cannot be seen by ${whose}; look at the address, and give access to the repository if it is private`,
      );
    case 413:
      return new GitProblem(
        'too-large',
        `${url} does not take so much at once; publish fewer or smaller files`,
      );
    case 429:
      return new GitProblem(
        'rate-limited',
        `${url} is asked too often; try again in some minutes`,
      );
    default:
      return status >= 500
        ? new GitProblem(
            'unreachable',
            `${url} answers with error ${status}; try again later, and ask who runs the host if it stays so`,
          )
        : new GitProblem(
            'invalid',
            `${url} answers with status ${status}, which is not Git; look whether this is the address for cloning`,
          );
  }
}

const RACED =
  /non-fast-forward|not-fast-forward|fetch first|stale info|cannot lock ref|failed to lock|failed to update ref|incorrect old value|reference already exists|reference conflict|remote ref .{0,80}changed|unable to (?:create|resolve) .{0,80}\.lock/i;
const READ_ONLY =
  /read.?only|archived|permission denied|not allowed to push code to this project|deploy key/i;

/**
 * Why a host refused a branch that was pushed.
 *
 * @param reason - beside the branch, in the host's answer
 * @param said - what its hooks printed
 */
export function problemOfRefusal(
  reason: string,
  said: string,
  about: {
    url: string;
    branch: string;
    whose: string;
    secrets: readonly string[];
  },
): GitProblem {
  const { url, branch, whose, secrets } = about;
  if (RACED.test(reason)) {
    return new GitProblem(
      'raced',
      `Somebody else pushed to ${branch} of ${url} at the same time; try again`,
    );
  }
  const words = remark([reason, said].filter(Boolean).join('; '), secrets);
  if (READ_ONLY.test(`${reason} ${said}`)) {
    return new GitProblem(
      'read-only',
      `${url} cannot be written by ${whose}: ${words}`,
    );
  }
  return new GitProblem(
    'protected',
    `${url} does not let ${whose} write the branch ${branch}: ${words}. Publish by a pull request ('pullRequest'), choose another branch, or let this account push here`,
  );
}

/** Whatever the Git library throws, in words that help, without what the host sent. */
export function problemOf(
  error: unknown,
  about: { url: string; secrets: readonly string[] },
): GitProblem {
  if (error instanceof GitProblem) {
    return error;
  }
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string'
      ? error.code
      : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new GitProblem(
      'too-large',
      'The disk of the portal is full; free some space below its temporary folder',
    );
  }
  const words = remark(
    error instanceof Error ? error.message : '',
    about.secrets,
  );
  return new GitProblem(
    'invalid',
    `${about.url} does not answer as Git does (${
      code ?? words
    }); look whether this is the address for cloning`,
  );
}
