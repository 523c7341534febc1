import { Document, isScalar, parse, Scalar, visit } from 'yaml';

// What a reader looks for first; the other keys follow in the order of the builder.
const FIRST = [
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'namespace',
  'labels',
  'annotations',
];

/**
 * Writes objects as documents of one YAML file. Texts that some parser of YAML would read as
 * something else, such as `on` or `1e3`, are quoted.
 */
export function toYaml(objects: readonly object[]): string {
  return objects.map(documentOf).join('---\n');
}

function documentOf(object: object): string {
  const document = new Document(ordered(object), {
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Scalar(_, node) {
      quoteIfAmbiguous(node);
    },
  });
  return document.toString({ lineWidth: 0 });
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(ordered);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const keys = Object.keys(value);
  const first = FIRST.filter(key => keys.includes(key));
  return Object.fromEntries(
    [...first, ...keys.filter(key => !first.includes(key))]
      .map(key => [key, ordered((value as Record<string, unknown>)[key])])
      .filter(([, item]) => item !== undefined),
  );
}

function quoteIfAmbiguous(node: unknown): void {
  if (!isScalar(node) || typeof node.value !== 'string') {
    return;
  }
  const { value } = node;
  if (!/^[\w./*-][^\n]*$/.test(value)) {
    return;
  }
  const plain = ['1.1', '1.2'].every(version => {
    try {
      return (
        parse(value, { version: version as '1.1', logLevel: 'silent' }) ===
        value
      );
    } catch {
      return false;
    }
  });
  // `0o7` and `1_000` are numbers to some parsers of Go.
  if (
    !plain ||
    (/^[-+.]?\d/.test(value) && /^[-+.\d_exobXOBa-fA-F:]+$/.test(value))
  ) {
    node.type = Scalar.QUOTE_SINGLE;
  }
}
