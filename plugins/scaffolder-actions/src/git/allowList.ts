import type { Config } from '@backstage/config';
import { InputError, NotAllowedError } from '@backstage/errors';

/** Repositories that may be published to, and their branches. */
export interface AllowedRepository {
  /** `host/path`, where `*` stands for any part of a name and `**` for any names. */
  repository: string;
  /** Undefined: every branch. */
  branches?: string[];
}

/** Reads one entry of the list. */
export function readAllowed(config: Config, key: string): AllowedRepository {
  const text = config.getString('repository');
  const repository = bare(text);
  if (!/^[^/\s?#@]+\/[^\s?#@]+$/.test(repository)) {
    throw new InputError(
      `${key}.repository is '${text}'; write host and path, as in 'https://git.example.com/acme/*'`,
    );
  }
  return {
    repository,
    branches: config.getOptionalStringArray('branches'),
  };
}

/** Throws unless the list lets the branch of the repository be written. */
export function checkAllowed(
  allow: readonly AllowedRepository[] | undefined,
  { url, branch, field }: { url: string; branch?: string; field: string },
): void {
  if (!allow) {
    return;
  }
  const repository = bare(url);
  const entries = allow.filter(entry => matches(entry.repository, repository));
  if (!entries.length) {
    throw new NotAllowedError(
      `repoUrl: ${repository} is not among the repositories that templates may publish to; choose another one, or have it added to anthosFleet.selfService.repositories.allow`,
    );
  }
  const branches = entries.flatMap(entry => entry.branches ?? ['**']);
  if (
    branch !== undefined &&
    !branches.some(pattern => matches(pattern, branch))
  ) {
    throw new NotAllowedError(
      `${field}: templates may not write the branch '${branch}' of ${repository}, but ${branches.join(
        ', ',
      )}; choose one of these, or change anthosFleet.selfService.repositories.allow`,
    );
  }
}

function bare(url: string): string {
  return url
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map(part => {
      if (part === '**') {
        return '.*';
      }
      return part === '*'
        ? '[^/]*'
        : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`, 'u').test(text);
}
