/** What a path may stand for; the same path can mean another folder on every cluster. */
export interface PlaceholderValues {
  fleet: string;
  location: string;
  /** Name of the cluster. */
  name: string;
  hosting: string;
  namespace: string;
}

const PLACEHOLDERS: Record<string, keyof PlaceholderValues> = {
  cluster: 'name',
  fleet: 'fleet',
  hosting: 'hosting',
  location: 'location',
  namespace: 'namespace',
};

/** For error messages. */
export const PLACEHOLDER_NAMES = Object.keys(PLACEHOLDERS)
  .map(name => `{${name}}`)
  .join(', ');

/** The first placeholder that means nothing, as it stands in the text. */
export function unknownPlaceholder(text: string): string | undefined {
  const rest = text.replace(/\{(\w+)\}/g, (all, name) =>
    Object.hasOwn(PLACEHOLDERS, name) ? '' : all,
  );
  return /\{[^{}]*\}?|\}/.exec(rest)?.[0];
}

export function fillPlaceholders(
  text: string,
  values: PlaceholderValues,
): string {
  return text.replace(
    /\{(\w+)\}/g,
    (_, name: string) => values[PLACEHOLDERS[name]],
  );
}
