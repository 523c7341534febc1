// A hostile value is as long as it wants; a sentence is not.
const LONGEST_NAME = 80;

/** A value that may be anything, short enough for a sentence. */
export function shortened(text: string): string {
  const letters = Array.from(text);
  return letters.length > LONGEST_NAME
    ? `${letters.slice(0, LONGEST_NAME - 1).join('')}…`
    : text;
}
