/** What a form holds, as a list of texts: whatever else is in it came from an address or a default. */
export function textsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return [
    ...new Set(
      list.filter(
        (item): item is string => typeof item === 'string' && item !== '',
      ),
    ),
  ];
}

/** What a form holds, as one text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A positive whole number of a template, or nothing. */
export function limitOf(...values: unknown[]): number | undefined {
  return values.find(
    (value): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value > 0,
  );
}

// A hostile value is as long as it wants; a sentence is not.
const LONGEST_NAME = 80;

/** A value that may be anything, short enough for a sentence. */
export function shortened(text: string): string {
  const letters = Array.from(text);
  return letters.length > LONGEST_NAME
    ? `${letters.slice(0, LONGEST_NAME - 1).join('')}…`
    : text;
}
