/** A word or a sign of a label selector, and its place in the text. */
export interface Token {
  kind: 'word' | 'other' | 'end' | '=' | '==' | '!=' | '!' | '(' | ')' | ',';
  text: string;
  position: number;
}

const TOKEN = /\s*(?:(==|!=|[=!(),])|([^\s=!(),<>]+)|(\S))/gy;

/** Splits a label selector; the last token is always `end`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  for (
    let match = pattern.exec(text);
    match !== null;
    match = pattern.exec(text)
  ) {
    const [, sign, word, other] = match;
    const found = sign ?? word ?? other;
    tokens.push({
      kind: kindOf(sign, word),
      text: found,
      position: pattern.lastIndex - found.length,
    });
  }
  tokens.push({ kind: 'end', text: '', position: text.length });
  return tokens;
}

function kindOf(
  sign: string | undefined,
  word: string | undefined,
): Token['kind'] {
  if (sign !== undefined) {
    return sign as Token['kind'];
  }
  return word === undefined ? 'other' : 'word';
}
