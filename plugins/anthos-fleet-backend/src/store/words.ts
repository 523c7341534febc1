import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';

const MAX_WORDS = 10;

/**
 * Narrows to rows in which every word of a search is in one of the columns, which are in small
 * letters.
 *
 * @throws InputError when there are too many words
 */
export function whereWords(
  query: Knex.QueryBuilder,
  q: string | undefined,
  columns: string[],
) {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length > MAX_WORDS) {
    throw new InputError(
      `q has ${words.length} words; search for at most ${MAX_WORDS}`,
    );
  }
  for (const word of words) {
    query.andWhere(builder => {
      for (const column of columns) {
        builder.orWhereRaw(`?? like ? escape '\\'`, [
          column,
          `%${escapeLike(word)}%`,
        ]);
      }
    });
  }
}

/** Makes a text mean itself in a `like` with `escape '\'`. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
