import type { SchemaProblem } from './SchemaProblem';
import { unknownFields } from './unknownFields';

/** What a field may be, for kinds that no package describes. */
export type Description =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'anything'
  | { oneOf: readonly string[] }
  | { matches: RegExp; as: string }
  | { listOf: Description }
  | { fields: Fields; required?: readonly string[] };

export type Fields = Readonly<Record<string, Description>>;

/** Says how a value does not fit a description. */
export function fitsDescription(
  value: unknown,
  description: Description,
  pointer: string[] = [],
): SchemaProblem[] {
  const wrong = (message: string, field = pointer): SchemaProblem[] => [
    {
      pointer: field,
      message: `${field.join('.') || 'The object'} ${message}`,
      type: 'invalid',
    },
  ];
  if (description === 'anything') {
    return [];
  }
  if (typeof description === 'string') {
    const right =
      description === 'integer'
        ? Number.isInteger(value)
        : typeof value === description;
    return right ? [] : wrong(`must be ${description}`);
  }
  if ('oneOf' in description) {
    return typeof value === 'string' && description.oneOf.includes(value)
      ? []
      : wrong(`must be one of ${description.oneOf.join(', ')}`);
  }
  if ('matches' in description) {
    return typeof value === 'string' && description.matches.test(value)
      ? []
      : wrong(`must be ${description.as}`);
  }
  if ('listOf' in description) {
    return Array.isArray(value)
      ? value.flatMap((item, index) =>
          fitsDescription(item, description.listOf, [...pointer, `${index}`]),
        )
      : wrong('must be array');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return wrong('must be object');
  }
  const given = new Map<string, unknown>(Object.entries(value));
  const { fields, required = [] } = description;
  return [
    ...required
      .filter(name => !given.has(name))
      .flatMap(name => wrong(`must have required property '${name}'`)),
    ...Object.entries(fields).flatMap(([name, inner]) =>
      given.has(name)
        ? fitsDescription(given.get(name), inner, [...pointer, name])
        : [],
    ),
    ...unknownFields(
      value,
      Object.fromEntries(Object.keys(fields).map(name => [name, 0])),
    ).map(problem => ({
      ...problem,
      pointer: [...pointer, ...problem.pointer],
    })),
  ];
}
