const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = new Set([91, 123]);
const CLOSE = new Set([93, 125]);

/**
 * Whether JSON goes deeper than so many levels, told from its text: what is parsed is walked by
 * functions that call themselves, ours and others', and they must not run out of stack.
 */
export function isDeeperThan(json: string, max: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfText(json, at);
    } else if (OPEN.has(code)) {
      if (++depth > max) {
        return true;
      }
    } else if (CLOSE.has(code)) {
      depth--;
    }
  }
  return false;
}

/** Position of the quote that ends the text that begins at a position. */
function endOfText(json: string, start: number): number {
  let at = start;
  do {
    at = json.indexOf('"', at + 1);
    if (at < 0) {
      return json.length;
    }
  } while (isEscaped(json, at, start));
  return at;
}

function isEscaped(json: string, quote: number, start: number): boolean {
  let backslashes = 0;
  while (
    quote - backslashes - 1 > start &&
    json.charCodeAt(quote - backslashes - 1) === BACKSLASH
  ) {
    backslashes++;
  }
  return backslashes % 2 === 1;
}
