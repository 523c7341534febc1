import fc from 'fast-check';

type Path = (string | number)[];

function pathsOf(node: unknown, path: Path = []): Path[] {
  return typeof node === 'object' && node !== null
    ? [
        path,
        ...Object.entries(node).flatMap(([key, child]) =>
          pathsOf(child, [...path, key]),
        ),
      ]
    : [path];
}

function replaced(node: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) {
    return by;
  }
  if (Array.isArray(node)) {
    return node.map((child, index) =>
      String(index) === String(key) ? replaced(child, rest, by) : child,
    );
  }
  return Object.fromEntries(
    Object.entries(node as object).map(([name, child]) => [
      name,
      name === key ? replaced(child, rest, by) : child,
    ]),
  );
}

/**
 * A good answer in which a few values were exchanged for others.
 *
 * @param words - texts that mean something somewhere, to be found in the wrong places
 */
export function mutated(sample: object, words: string[]) {
  const value = fc.oneof(
    fc.constantFrom<unknown>(...words),
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, 2 ** 53, [], {}),
    fc.jsonValue({ maxDepth: 3 }),
    fc.string().map(text => text.repeat(500)),
  );
  return fc
    .array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 6 })
    .map(changes =>
      changes.reduce<unknown>((body, [at, by]) => {
        const paths = pathsOf(body);
        return replaced(body, paths[at % paths.length], by);
      }, sample),
    );
}
