import { isMap, isNode, isPair, isSeq, type LineCounter } from 'yaml';
import type { Path } from './fields';

/** Line of the field at a path below a node, or of the nearest field above it. */
export function lineAt(
  root: unknown,
  path: Path,
  lines: LineCounter,
): number | undefined {
  let node = root;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const step of path) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(
        item => isNode(item.key) && String(item.key) === String(step),
      );
      if (!isPair(pair) || !isNode(pair.key)) {
        break;
      }
      offset = pair.key.range?.[0] ?? offset;
      next = pair.value;
    } else if (isSeq(node)) {
      next = node.items[Number(step)];
      offset = (isNode(next) ? next.range?.[0] : undefined) ?? offset;
    }
    if (!isNode(next)) {
      break;
    }
    node = next;
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
