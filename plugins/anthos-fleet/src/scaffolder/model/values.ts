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
