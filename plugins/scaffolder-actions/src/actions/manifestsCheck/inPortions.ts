/** As many as the service takes at once. */
const MAX_OBJECTS = 200;
/** A little less than the 2 MiB that the service takes, for what is around the objects. */
const MAX_BYTES = 2 * 1024 * 1024 - 64 * 1024;

/**
 * Splits objects, in their order, into portions that one request can carry. An object that is too
 * large for any request is a portion of its own.
 */
export function inPortions<T extends { manifest: object }>(
  objects: readonly T[],
): T[][] {
  const portions: T[][] = [];
  let bytes = 0;
  for (const object of objects) {
    const size = Buffer.byteLength(JSON.stringify(object.manifest)) + 1;
    const last = portions.at(-1);
    if (last && last.length < MAX_OBJECTS && bytes + size <= MAX_BYTES) {
      last.push(object);
      bytes += size;
    } else {
      portions.push([object]);
      bytes = size;
    }
  }
  return portions;
}
