import { HubError } from './errors';

/** What a filter can ask of a resource: the value of a field, or undefined when it has none. */
export type FieldReader<T> = (item: T, path: string) => string | undefined;

type Predicate<T> = (item: T) => boolean;

const TOKEN =
  /\s*(?:(\(|\)|!=|<=|>=|=|<|>|:|-(?=[A-Za-z(]))|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s()!=<>:"']+))/y;

interface Token {
  text: string;
  kind: 'symbol' | 'word' | 'quoted';
}

function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  const scanner = new RegExp(TOKEN);
  const end = filter.trimEnd().length;
  while (scanner.lastIndex < end) {
    const position = scanner.lastIndex;
    const match = scanner.exec(filter);
    if (!match) {
      throw HubError.invalid(
        'filter',
        `cannot be read at "${filter.slice(position, position + 20).trim()}"`,
      );
    }
    const [, symbol, double, single, word] = match;
    const quoted = double ?? single;
    if (symbol !== undefined) {
      tokens.push({ text: symbol, kind: 'symbol' });
    } else if (quoted !== undefined) {
      tokens.push({ text: quoted.replace(/\\(.)/g, '$1'), kind: 'quoted' });
    } else {
      tokens.push({ text: word, kind: 'word' });
    }
  }
  return tokens;
}

const COMPARE: Record<string, (left: string, right: string) => boolean> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  ':': (left, right) => left.includes(right),
};

/** Reads the part of AIP-160 that people use: comparisons with AND, OR, NOT and brackets. */
class Parser<T> {
  private position = 0;

  constructor(
    private readonly tokens: Token[],
    private readonly fields: readonly string[],
    private readonly read: FieldReader<T>,
  ) {}

  parse(): Predicate<T> {
    const predicate = this.sequence();
    if (this.position < this.tokens.length) {
      throw HubError.invalid('filter', `unexpected "${this.peek()?.text}"`);
    }
    return predicate;
  }

  /** Terms beside each other and terms joined by AND mean the same. */
  private sequence(): Predicate<T> {
    const terms = [this.alternatives()];
    while (this.peek() && this.peek()?.text !== ')') {
      this.takeWord('AND');
      terms.push(this.alternatives());
    }
    return item => terms.every(term => term(item));
  }

  /** OR binds more tightly than AND; AIP-160 wants it so. */
  private alternatives(): Predicate<T> {
    const terms = [this.term()];
    while (this.takeWord('OR')) {
      terms.push(this.term());
    }
    return item => terms.some(term => term(item));
  }

  private term(): Predicate<T> {
    if (this.takeWord('NOT') || this.takeSymbol('-')) {
      const negated = this.term();
      return item => !negated(item);
    }
    if (this.takeSymbol('(')) {
      const inner = this.sequence();
      if (!this.takeSymbol(')')) {
        throw HubError.invalid('filter', 'a bracket is not closed');
      }
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Predicate<T> {
    const field = this.next('a field');
    if (
      !this.fields.includes(field.text) &&
      !/^labels\.[^.\s].*$/.test(field.text)
    ) {
      throw HubError.invalid(
        'filter',
        `unknown field "${field.text}"; use ${this.fields.join(
          ', ',
        )} or labels.KEY`,
      );
    }
    const operator = this.next('an operator');
    const compare = COMPARE[operator.text];
    if (operator.kind !== 'symbol' || !compare) {
      throw HubError.invalid(
        'filter',
        `"${operator.text}" is not an operator; use ${Object.keys(COMPARE).join(
          ' ',
        )}`,
      );
    }
    const value = this.next('a value');
    if (operator.text === ':' && value.text === '*' && value.kind === 'word') {
      return item => this.read(item, field.text) !== undefined;
    }
    return item => {
      const actual = this.read(item, field.text);
      return actual === undefined
        ? operator.text === '!='
        : compare(actual, value.text);
    };
  }

  private peek(): Token | undefined {
    return this.tokens[this.position];
  }

  private next(what: string): Token {
    const token = this.peek();
    if (!token) {
      throw HubError.invalid('filter', `${what} is missing at its end`);
    }
    this.position += 1;
    return token;
  }

  private takeWord(word: string): boolean {
    return this.take('word', word);
  }

  private takeSymbol(symbol: string): boolean {
    return this.take('symbol', symbol);
  }

  private take(kind: Token['kind'], text: string): boolean {
    const token = this.peek();
    if (token?.kind !== kind || token.text !== text) {
      return false;
    }
    this.position += 1;
    return true;
  }
}

/**
 * Reads a filter.
 *
 * @param filter - the text of the query parameter
 * @param fields - fields that may be asked for, besides labels
 * @param read - gives the value of a field, or of `labels.KEY`
 */
export function parseFilter<T>(
  filter: string | undefined,
  fields: readonly string[],
  read: FieldReader<T>,
): Predicate<T> {
  const tokens = tokenize(filter ?? '');
  return tokens.length ? new Parser(tokens, fields, read).parse() : () => true;
}
