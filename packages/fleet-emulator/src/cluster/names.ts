import { NameRule } from './Kind';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = String.raw`${LABEL}(\.${LABEL})*`;
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${QUALIFIED})?`;

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

interface Rule {
  pattern: RegExp;
  longest: number;
  message: string;
}

const RULES: Record<Exclude<NameRule, 'path-segment'>, Rule> = {
  'dns-label': {
    pattern: whole(LABEL),
    longest: 63,
    message: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
  },
  'dns-subdomain': {
    pattern: whole(SUBDOMAIN),
    longest: 253,
    message: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
  },
  'dns-1035-label': {
    pattern: whole(LABEL_1035),
    longest: 63,
    message: `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${LABEL_1035}')`,
  },
};

const KEY_NAME: Rule = {
  pattern: whole(QUALIFIED),
  longest: 63,
  message: `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${QUALIFIED}')`,
};

const LABEL_TEXT: Rule = {
  pattern: whole(LABEL_VALUE),
  longest: 63,
  message: `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${LABEL_VALUE}')`,
};

function breaks(text: string, { pattern, longest, message }: Rule): string[] {
  const problems = [];
  if (!pattern.test(text)) {
    problems.push(message);
  }
  if (text.length > longest) {
    problems.push(`must be no more than ${longest} characters`);
  }
  return problems;
}

/** What is wrong with a name, in Kubernetes' words; empty when nothing is. */
export function nameProblems(name: string, rule: NameRule): string[] {
  if (rule !== 'path-segment') {
    return breaks(name, RULES[rule]);
  }
  if (name === '.' || name === '..') {
    return [`may not be '${name}'`];
  }
  return ['/', '%']
    .filter(sign => name.includes(sign))
    .map(sign => `may not contain '${sign}'`);
}

/** What is wrong with the key of a label or annotation. */
export function keyProblems(key: string): string[] {
  const slash = key.lastIndexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  const prefixProblems =
    slash < 0
      ? []
      : breaks(prefix, RULES['dns-subdomain']).map(
          problem => `prefix part ${problem}`,
        );
  return [...prefixProblems, ...breaks(key.slice(slash + 1), KEY_NAME)];
}

/** What is wrong with the value of a label. */
export function labelValueProblems(value: string): string[] {
  return breaks(value, LABEL_TEXT);
}
