/**
 * An address from outside that may become a link: of the web, without credentials. Everything else,
 * `javascript:` above all, stays text.
 */
export function safeUrl(text: string | undefined): string | undefined {
  if (!text) {
    return undefined;
  }
  try {
    const url = new URL(text);
    const ofTheWeb = ['https:', 'http:'].includes(url.protocol);
    return ofTheWeb && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A commit, or the digest of an image, as people quote it. */
export function shortCommit(commit: string): string {
  const [, digest] = /^(sha256:[0-9a-f]{7})[0-9a-f]{5,}$/i.exec(commit) ?? [];
  if (digest) {
    return digest;
  }
  return /^[0-9a-f]{12,}$/i.test(commit) ? commit.slice(0, 7) : commit;
}

/**
 * The page of a commit at the hosts whose addresses are known; undefined for every other one,
 * because a wrong link is worse than none.
 */
export function commitUrl(
  repository: string | undefined,
  commit: string | undefined,
): string | undefined {
  const base = safeUrl(repository)?.replace(/(\.git)?\/*$/, '');
  if (!base || !commit || !/^[0-9a-f]{7,64}$/i.test(commit)) {
    return undefined;
  }
  const { hostname } = new URL(base);
  if (hostname === 'github.com') {
    return `${base}/commit/${commit}`;
  }
  if (hostname === 'gitlab.com') {
    return `${base}/-/commit/${commit}`;
  }
  return hostname === 'bitbucket.org' ? `${base}/commits/${commit}` : undefined;
}
