/** Orders texts by code unit, not by locale: the order must be the same in every process. */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
