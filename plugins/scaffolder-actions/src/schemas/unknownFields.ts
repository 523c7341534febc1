import { shapeOf, type Shape } from './kinds';
import type { SchemaProblem } from './SchemaProblem';

const MOST_PROBLEMS = 100;

/** Fields that a kind does not have; the API server drops them without a word, or refuses them. */
export function unknownFields(value: unknown, shape: Shape): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  look(value, shape, []);
  return problems;

  function look(at: unknown, fields: Shape, pointer: string[]): void {
    if (typeof at !== 'object' || at === null) {
      return;
    }
    if (Array.isArray(at)) {
      at.forEach((item, index) => look(item, fields, [...pointer, `${index}`]));
      return;
    }
    for (const [name, inner] of Object.entries(at)) {
      if (problems.length >= MOST_PROBLEMS) {
        return;
      }
      const path = [...pointer, name];
      const found = Object.hasOwn(fields, name) ? fields[name] : fields['*'];
      if (found === undefined) {
        problems.push({
          pointer: path,
          message: unknownField(name, fields),
          type: 'unknown-field',
        });
      } else {
        const next = shapeOf(found);
        if (next) {
          look(inner, next, path);
        }
      }
    }
  }
}

function unknownField(name: string, fields: Shape): string {
  const close = Object.keys(fields)
    .filter(field => field !== '*')
    .map(field => ({ field, steps: distance(name, field) }))
    .filter(({ steps }) => steps <= 2)
    .sort((a, b) => a.steps - b.steps)[0];
  return `There is no field ${name} here${
    close ? `; is ${close.field} meant?` : ''
  }`;
}

/** How many letters differ; names are short, and longer ones are not compared. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2 || a.length > 60) {
    return Infinity;
  }
  if (a.toLowerCase() === b.toLowerCase()) {
    return 0;
  }
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(
        next[j - 1] + 1,
        row[j] + 1,
        row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    row = next;
  }
  return row[b.length];
}
