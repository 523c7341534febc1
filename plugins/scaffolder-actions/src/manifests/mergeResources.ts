import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';

// Far more than a list of names needs: it may be anybody's text.
const MOST_CHARACTERS = 256 * 1024;

/** What came of adding entries to a list: the new text, or why there is none. */
export type MergedResources = { text: string } | { problem: string };

/**
 * Adds what one kustomization lists under `resources` to another one, and changes nothing else in
 * it: whoever lists their own things there keeps them, with comments and order.
 *
 * @param there - text that may be anybody's
 * @param ours - text whose entries belong into it
 */
export function mergeResources(there: string, ours: string): MergedResources {
  if (there.length > MOST_CHARACTERS) {
    return { problem: 'is too large to be a list of resources' };
  }
  const wanted = namesOf(ours);
  try {
    const document = parse(there);
    if (document.errors.length || !isMap(document.contents)) {
      return { problem: 'is no kustomization that can be read' };
    }
    const list = document.get('resources', true);
    if (!isSeq(list)) {
      return { problem: 'has no list named resources' };
    }
    const present = new Set(
      list.items.map(item => (isScalar(item) ? item.value : item)),
    );
    const added = wanted.filter(name => !present.has(name));
    added.forEach(name => list.add(document.createNode(name)));
    return {
      text: added.length ? document.toString({ lineWidth: 0 }) : there,
    };
  } catch {
    // Nested so deeply that reading or writing it gives up.
    return { problem: 'is no kustomization that can be read' };
  }
}

/** Says what a person has to write where entries cannot be added for them. */
export function remedyOf(ours: string): string {
  return `list ${namesOf(ours).join(', ')} under its resources by hand`;
}

function namesOf(text: string): string[] {
  const list = parse(text).get('resources', true);
  return (isSeq(list) ? list.items : []).flatMap(item =>
    isScalar(item) && typeof item.value === 'string' ? [item.value] : [],
  );
}

function parse(text: string): Document.Parsed {
  // Its own search for doubles takes hours for a hostile file.
  return parseDocument(text, { logLevel: 'error', uniqueKeys: false });
}
