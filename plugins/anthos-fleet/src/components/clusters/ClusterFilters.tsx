import { SearchField, Select } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { useDebounced } from '../../hooks/useDebounced';
import { usePageWords } from '../../hooks/usePageWords';
import {
  CHOICE_FILTERS,
  FILTER_VALUES,
  type ChoiceFilter,
  type ClusterFilter,
  type ClusterSearch,
} from '../../model/clusterSearch';
import type { PageTranslation } from '../../pageTranslation';
import styles from './clusters.module.css';

/** The word for a value of a filter. */
export function filterWord(
  t: PageTranslation,
  filter: ChoiceFilter,
  value: string,
): string {
  const words: Record<ChoiceFilter, (value: never) => string> = {
    hosting: (v: ClusterSearch['hosting'][number]) => t(`hosting.${v}`),
    platform: (v: ClusterSearch['platform'][number]) => t(`platform.${v}`),
    syncState: (v: ClusterSearch['syncState'][number]) => t(`sync.${v}`),
    connection: (v: ClusterSearch['connection'][number]) =>
      t(`connection.${v}`),
    age: (v: ClusterSearch['age'][number]) => t(`age.${v}`),
  };
  return words[filter](value as never);
}

/** Search text and choices. Typing replaces the address, choosing adds to the history. */
export function ClusterFilters(props: {
  search: ClusterSearch;
  onChange: (filter: ClusterFilter, options?: { replace?: boolean }) => void;
}) {
  const { search, onChange } = props;
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
        aria-label={t('clusters.search')}
        placeholder={t('clusters.search')}
        size="small"
        value={text}
        onChange={setText}
      />
      {CHOICE_FILTERS.map(filter => (
        <Select
          key={filter}
          aria-label={t(`clusters.filter.${filter}`)}
          placeholder={t(`clusters.filter.${filter}`)}
          size="small"
          selectionMode="multiple"
          value={search[filter]}
          onChange={values => onChange({ [filter]: values.map(String) })}
          options={FILTER_VALUES[filter].map(value => ({
            value,
            label: filterWord(t, filter, value),
          }))}
        />
      ))}
    </div>
  );
}
