import { isMap, isNode, isScalar, isSeq, type LineCounter } from 'yaml';
import type { Path } from '../fields';

/** Line of what is at a path below a node, or of the nearest thing above it that is there. */
export function lineAt(
  start: unknown,
  path: Path,
  lines: LineCounter,
): number | undefined {
  let node = start;
  let offset = isNode(start) ? start.range?.[0] : undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (!pair || !isNode(pair.key)) {
        break;
      }
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (!isNode(node)) {
        break;
      }
      offset = node.range?.[0] ?? offset;
    } else {
      break;
    }
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
