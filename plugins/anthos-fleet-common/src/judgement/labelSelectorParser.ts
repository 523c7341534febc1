import type { LabelRequirement, LabelSelector } from './labelSelector';
import { tokenize, type Token } from './labelSelectorTokens';

const MAX_LENGTH = 2000;
const EXAMPLE = 'env=prod,tier in (web,api),!legacy';

const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const PREFIX =
  /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

function shorten(text: string): string {
  return text.length > 70 ? `${text.slice(0, 70)}…` : text;
}

/** What is wrong with a label selector, and where. */
export class Fault extends Error {
  readonly position: number;
  readonly remedy: string;

  constructor(position: number, message: string, remedy: string) {
    super(message);
    this.position = position;
    this.remedy = remedy;
  }
}

/** Reads the text of one label selector. */
export class LabelSelectorParser {
  readonly #tokens: Token[];
  #next = 0;

  constructor(text: string) {
    if (text.length > MAX_LENGTH) {
      throw new Fault(
        MAX_LENGTH,
        `The label selector is ${text.length} characters long.`,
        `Use at most ${MAX_LENGTH} characters.`,
      );
    }
    this.#tokens = tokenize(text);
  }

  parse(): LabelSelector {
    if (this.#peek().kind === 'end') {
      throw new Fault(
        0,
        'The label selector is empty.',
        `Write one, as in '${EXAMPLE}'.`,
      );
    }
    const requirements = [this.#requirement()];
    while (this.#peek().kind !== 'end') {
      this.#expect(',', `Separate conditions by commas, as in '${EXAMPLE}'.`);
      requirements.push(this.#requirement());
    }
    return requirements;
  }

  #requirement(): LabelRequirement {
    if (this.#accept('!')) {
      return { key: this.#key(), operator: 'absent', values: [] };
    }
    const key = this.#key();
    const token = this.#peek();
    if (token.kind === ',' || token.kind === 'end') {
      return { key, operator: 'exists', values: [] };
    }
    this.#next++;
    if (token.kind === '=' || token.kind === '==') {
      return { key, operator: 'in', values: [this.#value()] };
    }
    if (token.kind === '!=') {
      return { key, operator: 'notin', values: [this.#value()] };
    }
    if (token.text === 'in' || token.text === 'notin') {
      return { key, operator: token.text, values: this.#values(token.text) };
    }
    throw new Fault(
      token.position,
      `'${token.text}' cannot follow the label '${key}'.`,
      `Write =, !=, in (…) or notin (…) after a label, as in '${EXAMPLE}'.`,
    );
  }

  #key(): string {
    const token = this.#peek();
    if (token.kind !== 'word') {
      throw new Fault(
        token.position,
        token.kind === 'end'
          ? 'A label is missing at the end.'
          : `A label is missing before '${token.text}'.`,
        `Write a label there, as in '${EXAMPLE}', or take the comma away.`,
      );
    }
    this.#next++;
    const slash = token.text.indexOf('/');
    const prefix = slash < 0 ? 'x' : token.text.slice(0, slash);
    const name = token.text.slice(slash + 1);
    if (
      prefix.length > 253 ||
      name.length > 63 ||
      !PREFIX.test(prefix) ||
      !NAME.test(name)
    ) {
      throw new Fault(
        token.position,
        `'${shorten(token.text)}' cannot be the key of a label.`,
        "Use letters, digits, '-', '_' and '.', at most 63, with a domain and '/' in front if need be.",
      );
    }
    return token.text;
  }

  #values(operator: string): string[] {
    const remedy = `Put the values in brackets, as in '${operator} (a,b)'.`;
    this.#expect('(', remedy);
    const values = [this.#value()];
    while (!this.#accept(')')) {
      // At the end it is the bracket that is missed, not yet another value.
      this.#expect(this.#peek().kind === 'end' ? ')' : ',', remedy);
      values.push(this.#value());
    }
    return values;
  }

  /** A value may be empty, as in Kubernetes: `a=` asks for a label without a value. */
  #value(): string {
    const token = this.#peek();
    if (token.kind !== 'word') {
      return '';
    }
    this.#next++;
    if (token.text.length > 63 || !NAME.test(token.text)) {
      throw new Fault(
        token.position,
        `'${shorten(token.text)}' cannot be the value of a label.`,
        "Use letters, digits, '-', '_' and '.', at most 63, with a letter or digit at both ends.",
      );
    }
    return token.text;
  }

  #peek(): Token {
    return this.#tokens[this.#next];
  }

  #accept(kind: Token['kind']): boolean {
    const accepted = this.#peek().kind === kind;
    if (accepted) {
      this.#next++;
    }
    return accepted;
  }

  #expect(kind: Token['kind'], remedy: string): void {
    const token = this.#peek();
    if (!this.#accept(kind)) {
      throw new Fault(
        token.position,
        token.kind === 'end'
          ? `'${kind}' is missing at the end.`
          : `'${shorten(token.text)}' stands where '${kind}' should.`,
        remedy,
      );
    }
  }
}
