/**
 * A version and how far it is behind.
 *
 * @public
 */
export interface JudgedVersion {
  version: string;
  /** Minor versions behind the newest one; absent where the two cannot be compared. */
  minorsBehind?: number;
}

/**
 * Versions that run side by side, the newest first.
 *
 * @public
 */
export interface VersionSkew {
  versions: JudgedVersion[];
  /** Minor versions between the oldest and the newest; absent where no two can be compared. */
  minorsApart?: number;
}

/**
 * Says how far apart versions are, in minor versions. What is no version of three numbers, such as
 * the name of a release channel, comes last and is not compared.
 *
 * @public
 */
export function judgeVersionSkew(versions: readonly string[]): VersionSkew {
  const sorted = [...new Set(versions)].sort(newestFirst);
  const newest = numbersOf(sorted[0]);
  const judged = sorted.map(version => {
    const own = numbersOf(version);
    return newest && own && own[0] === newest[0]
      ? { version, minorsBehind: newest[1] - own[1] }
      : { version };
  });
  const behind = judged.flatMap(({ minorsBehind }) => minorsBehind ?? []);
  return {
    versions: judged,
    ...(behind.length > 1 && { minorsApart: Math.max(...behind) }),
  };
}

function newestFirst(a: string, b: string): number {
  const one = numbersOf(a);
  const other = numbersOf(b);
  if (!one || !other) {
    return Number(!one) - Number(!other) || (a < b ? -1 : 1);
  }
  for (let at = 0; at < 3; at++) {
    if (one[at] !== other[at]) {
      return other[at] - one[at];
    }
  }
  // Builds of one version: `-gke.1080000` is newer than `-gke.300`.
  return b.localeCompare(a, 'en', { numeric: true });
}

function numbersOf(
  version: string | undefined,
): [number, number, number] | undefined {
  const match = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?!\d)/.exec(version ?? '');
  return match
    ? [Number(match[1]), Number(match[2]), Number(match[3])]
    : undefined;
}
