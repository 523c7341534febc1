import {
  Button,
  ButtonIcon,
  Select,
  Tag,
  TagGroup,
  TextField,
} from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useState, type FormEvent } from 'react';
import type { ListSearching } from '../../hooks/useListSearch';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { activeFilters, filterName } from '../../model/filterWords';
import {
  isNarrowed,
  type AnySearch,
  type ListShape,
} from '../../model/listSearch';
import styles from './lists.module.css';

/** The filters that narrow the list now, each of which can be taken away, and one to add. */
export function ActiveFilters<S extends ListShape>(props: {
  shape: S;
  searching: ListSearching<S>;
  /** The filters by text that can be added here. */
  addable: readonly (keyof S['texts'] & string)[];
}) {
  const { shape, searching, addable } = props;
  const search = searching.search as AnySearch;
  const change = searching.change as (changed: Record<string, unknown>) => void;
  const { t, locale } = usePageWords();
  const now = useNow();
  const filters = activeFilters(t, shape, search, { now, locale });
  return (
    <div className={styles.active}>
      <AddFilter
        filters={addable}
        onAdd={(filter, text) =>
          change({
            [filter]: [...new Set([...(search[filter] as string[]), text])],
          })
        }
      />
      {filters.length > 0 && (
        <TagGroup
          aria-label={t('list.filter.active')}
          items={filters}
          onRemove={keys => {
            const removed = filters.find(filter => keys.has(filter.id));
            if (removed) {
              change(removed.without);
            }
          }}
        >
          {filter => (
            <Tag id={filter.id} textValue={filter.text} size="medium">
              {filter.text}
            </Tag>
          )}
        </TagGroup>
      )}
      {isNarrowed(shape, searching.search) && (
        <Button size="small" variant="tertiary" onPress={searching.clear}>
          {t('list.filter.clear')}
        </Button>
      )}
    </div>
  );
}

function AddFilter(props: {
  filters: readonly string[];
  onAdd: (filter: string, text: string) => void;
}) {
  const { filters, onAdd } = props;
  const { t } = usePageWords();
  const [filter, setFilter] = useState(filters[0]);
  const [text, setText] = useState('');
  const name = filterName(t, filter);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = text.trim();
    if (value) {
      onAdd(filter, value);
      setText('');
    }
  };
  return (
    <form className={styles.add} onSubmit={submit}>
      {filters.length > 1 && (
        <Select
          aria-label={t('list.filter.by')}
          size="small"
          value={filter}
          onChange={key => setFilter(String(key))}
          options={filters.map(value => ({
            value,
            label: filterName(t, value),
          }))}
        />
      )}
      <TextField
        aria-label={name}
        placeholder={
          filter === 'label' ? `${name}: ${t('list.filter.labelHint')}` : name
        }
        size="small"
        value={text}
        maxLength={200}
        onChange={setText}
      />
      <ButtonIcon
        type="submit"
        size="small"
        variant="secondary"
        icon={<RiAddLine />}
        aria-label={t('list.filter.add', { filter: name })}
        isDisabled={!text.trim()}
      />
    </form>
  );
}
