import { asList, asObject, asText, field } from '../../google/json';

const MAX_LABELS = 20;
const MAX_TEXT = 256;

/** Labels by which a policy of the mesh chooses workloads, in a fixed order; empty: all of them. */
export function readSelector(labels: unknown): Record<string, string> {
  const read: Array<[key: string, value: string]> = [];
  for (const [name, value] of Object.entries(asObject(labels) ?? {})) {
    const key = asText(name, MAX_TEXT);
    if (key && key !== '__proto__' && typeof value === 'string') {
      read.push([key, asText(value, MAX_TEXT) ?? '']);
    }
  }
  read.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return Object.fromEntries(read.slice(0, MAX_LABELS));
}

/** The first texts of a list; undefined when there is no list, or nothing in it. */
export function readTexts(value: unknown, max: number): string[] | undefined {
  const texts = asList(value, max).flatMap(text => asText(text) ?? []);
  return texts.length > 0 ? texts : undefined;
}

/** Objects that a policy is about in place of labels, as in `Service/api`. */
export function readTargets(spec: unknown, max: number): string[] | undefined {
  const targets = [
    ...asList(field(spec, 'targetRefs'), max),
    field(spec, 'targetRef'),
  ].flatMap(target => {
    const kind = asText(field(target, 'kind'), 64);
    const name = asText(field(target, 'name'));
    return kind && name ? [`${kind}/${name}`] : [];
  });
  return targets.length > 0 ? targets : undefined;
}
