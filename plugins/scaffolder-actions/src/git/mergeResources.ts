import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { shown } from './fields';

const MAX_BYTES = 1024 * 1024;

/** What came of adding entries to a list: the new text, or why there is none. */
export type MergedResources =
  | { text: string; added: string[] }
  | { problem: string };

/**
 * Adds what one kustomization lists under `resources` to another one, and changes nothing else in
 * it: whoever lists their own things there keeps them, with comments and order.
 *
 * @param there - text that the repository has
 * @param ours - text whose entries belong into it
 */
export function mergeResources(there: string, ours: string): MergedResources {
  if (there.length > MAX_BYTES) {
    return { problem: 'it is too large to be a list of resources' };
  }
  const wanted = namesOf(ours);
  const document = parseDocument(there);
  if (!wanted || document.errors.length || !isMap(document.contents)) {
    return { problem: 'it is no kustomization that can be read' };
  }
  const list = document.get('resources', true);
  if (!isSeq(list)) {
    return { problem: 'it has no list named resources' };
  }
  const present = new Set(
    list.items.map(item => (isScalar(item) ? item.value : item)),
  );
  const added = wanted.filter(name => !present.has(name));
  if (!added.length) {
    return { text: there, added };
  }
  added.forEach(name => list.add(document.createNode(name)));
  return { text: document.toString({ lineWidth: 0 }), added };
}

/** Says what a person has to write where entries cannot be added for them. */
export function remedyOf(ours: string): string {
  const names = namesOf(ours) ?? [];
  return `list ${names.map(shown).join(', ')} under its resources by hand`;
}

function namesOf(text: string): string[] | undefined {
  const document = parseDocument(text);
  const list = isMap(document.contents) && document.get('resources', true);
  if (document.errors.length || !isSeq(list)) {
    return undefined;
  }
  return list.items.flatMap(item =>
    isScalar(item) && typeof item.value === 'string' ? [item.value] : [],
  );
}
