import type { PackageSync } from '../../schema/openapi';

/**
 * Whether the paths that Config Sync gives for a sync's objects are files of the repository: of
 * what was rendered, they are files that the rendering made, and no link leads to them.
 *
 * @public
 */
export function hasSourceFiles({
  sourceType,
  steps: { rendering },
}: Pick<PackageSync, 'sourceType' | 'steps'>): boolean {
  return (
    sourceType === 'git' &&
    (rendering.state === 'skipped' ||
      (rendering.message?.toLowerCase().includes('skipped') ?? false))
  );
}
