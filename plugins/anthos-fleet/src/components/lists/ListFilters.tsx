import { SearchField, Select } from '@backstage/ui';
import { useEffect, useState } from 'react';
import type { ListSearching } from '../../hooks/useListSearch';
import { useDebounced } from '../../hooks/useDebounced';
import { usePageWords } from '../../hooks/usePageWords';
import { filterName, filterWord } from '../../model/filterWords';
import type { AnySearch, ListShape } from '../../model/listSearch';
import styles from './lists.module.css';

/** Search text and choices. Typing replaces the address, choosing adds to the history. */
export function ListFilters<S extends ListShape>(props: {
  shape: S;
  searching: ListSearching<S>;
  /** What the search looks for. */
  label: string;
  /** Filters by yes or no that are offered as a choice; others come by links only. */
  flags?: readonly S['flags'][number][];
}) {
  const { shape, label, flags = [] } = props;
  const search = props.searching.search as AnySearch;
  const onChange = props.searching.change as (
    changed: Record<string, unknown>,
    options?: { replace?: boolean },
  ) => void;
  const { t } = usePageWords();
  const [text, setText] = useState(search.q);
  // The address may change under the field: by going back, or by clearing the filters.
  useEffect(() => setText(search.q), [search.q]);
  useDebounced(text, q => {
    if (q !== search.q) {
      onChange({ q }, { replace: true });
    }
  });
  return (
    <div role="search" className={styles.filters}>
      <SearchField
        aria-label={label}
        placeholder={label}
        size="small"
        value={text}
        onChange={setText}
      />
      {Object.entries(shape.choices).map(([filter, values]) => (
        <Select
          key={filter}
          aria-label={filterName(t, filter)}
          placeholder={filterName(t, filter)}
          size="small"
          selectionMode="multiple"
          value={search[filter] as string[]}
          onChange={chosen => onChange({ [filter]: chosen.map(String) })}
          options={values.map(value => ({
            value,
            label: filterWord(t, filter, value),
          }))}
        />
      ))}
      {flags.map(flag => (
        <Select
          key={flag}
          aria-label={filterName(t, flag)}
          placeholder={filterName(t, flag)}
          size="small"
          selectionMode="multiple"
          value={search[flag] === undefined ? [] : [String(search[flag])]}
          // Both ways at once is no filter; the newest choice is the one that is meant.
          onChange={chosen => {
            const latest = chosen
              .map(String)
              .find(value => value !== String(search[flag]));
            onChange({
              [flag]: latest === undefined ? undefined : latest === 'true',
            });
          }}
          options={['true', 'false'].map(value => ({
            value,
            label: filterWord(t, flag, value),
          }))}
        />
      ))}
    </div>
  );
}
