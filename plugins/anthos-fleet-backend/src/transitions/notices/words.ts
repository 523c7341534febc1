const MAX_NAMES = 5;
// Backstage's notifications keep titles of up to 255 characters.
const MAX_TITLE = 200;
const MAX_DESCRIPTION = 1024;

/** A list of names in words; of a long one the first few and how many there are beside. */
export function enumerate(names: string[]): string {
  const sorted = [...new Set(names)].sort();
  if (sorted.length === 1) {
    return sorted[0];
  }
  const shown =
    sorted.length > MAX_NAMES
      ? sorted.slice(0, MAX_NAMES)
      : sorted.slice(0, -1);
  const rest =
    sorted.length > MAX_NAMES
      ? `${sorted.length - MAX_NAMES} more`
      : sorted[sorted.length - 1];
  return `${shown.join(', ')} and ${rest}`;
}

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Names of clusters; those that share a name are told apart by their location. */
export function clusterNames(
  clusters: { ref: string; location: string; name: string }[],
): string[] {
  const byRef = new Map(clusters.map(cluster => [cluster.ref, cluster]));
  const total = new Map<string, number>();
  for (const { name } of byRef.values()) {
    total.set(name, (total.get(name) ?? 0) + 1);
  }
  return [...byRef.values()].map(({ name, location }) =>
    (total.get(name) ?? 0) > 1 ? `${location}/${name}` : name,
  );
}

export function asTitle(text: string): string {
  return shorten(text, MAX_TITLE);
}

export function asDescription(sentences: (string | undefined)[]): string {
  return shorten(sentences.filter(Boolean).join(' '), MAX_DESCRIPTION);
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
