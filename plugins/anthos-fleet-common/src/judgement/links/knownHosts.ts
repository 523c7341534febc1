import { parseRepository } from './address';
import type { GitHost } from './gitLinks';

const KNOWN: ReadonlyArray<[GitHost, RegExp]> = [
  ['github', /^(?:www\.)?github\.com$/],
  ['github', /\.ghe\.com$/],
  ['gitlab', /^(?:www\.)?gitlab\.com$/],
  ['bitbucketCloud', /^(?:www\.)?bitbucket\.org$/],
  ['azure', /^dev\.azure\.com$/],
  ['azure', /\.visualstudio\.com$/],
  ['cloudSource', /^source\.developers\.google\.com$/],
];

/**
 * Tells the kind of a public Git host by its name. Whatever is not known for sure is `plain`: a
 * link that leads nowhere is worse than none.
 *
 * @public
 */
export function knownGitHost(repository: string): GitHost {
  const host = parseRepository(repository)?.host.replace(/:\d+$/, '');
  const known = host && KNOWN.find(([, pattern]) => pattern.test(host));
  return known ? known[0] : 'plain';
}
