import { Button, ButtonIcon, Tag, TagGroup, TextField } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useState, type FormEvent } from 'react';
import type { useClusterSearch } from '../../hooks/useClusterSearch';
import { usePageWords } from '../../hooks/usePageWords';
import {
  CHOICE_FILTERS,
  isFiltered,
  type ClusterFilter,
  type ClusterSearch,
} from '../../model/clusterSearch';
import type { PageTranslation } from '../../pageTranslation';
import { filterWord } from './ClusterFilters';
import styles from './clusters.module.css';

interface ActiveFilter {
  id: string;
  text: string;
  without: ClusterFilter;
}

function activeFilters(
  t: PageTranslation,
  search: ClusterSearch,
): ActiveFilter[] {
  const choices = CHOICE_FILTERS.flatMap(filter =>
    search[filter].map(value => ({
      id: `${filter}:${value}`,
      text: `${t(`clusters.filter.${filter}`)}: ${filterWord(
        t,
        filter,
        value,
      )}`,
      without: {
        [filter]: (search[filter] as string[]).filter(other => other !== value),
      },
    })),
  );
  const words = (['fleet', 'label'] as const).flatMap(filter =>
    search[filter].map(value => ({
      id: `${filter}:${value}`,
      text: `${t(`clusters.filter.${filter}`)}: ${value}`,
      without: { [filter]: search[filter].filter(other => other !== value) },
    })),
  );
  const orphaned =
    search.orphaned === undefined
      ? []
      : [
          {
            id: 'orphaned',
            text: search.orphaned
              ? t('clusters.filter.orphaned')
              : t('clusters.filter.notOrphaned'),
            without: { orphaned: undefined },
          },
        ];
  return [
    ...words.filter(word => word.id.startsWith('fleet')),
    ...choices,
    ...words.filter(word => word.id.startsWith('label')),
    ...orphaned,
  ];
}

/** The filters that narrow the list now, each of which can be taken away, and one to add. */
export function ActiveFilters(props: {
  searching: ReturnType<typeof useClusterSearch>;
}) {
  const { search, change, clear } = props.searching;
  const { t } = usePageWords();
  const filters = activeFilters(t, search);
  return (
    <div className={styles.active}>
      <LabelForm
        onAdd={label =>
          change({ label: [...new Set([...search.label, label])] })
        }
      />
      {filters.length > 0 && (
        <TagGroup
          aria-label={t('clusters.filter.active')}
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
      {isFiltered(search) && (
        <Button size="small" variant="tertiary" onPress={clear}>
          {t('clusters.filter.clear')}
        </Button>
      )}
    </div>
  );
}

function LabelForm(props: { onAdd: (label: string) => void }) {
  const { t } = usePageWords();
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const label = text.trim();
    if (label) {
      props.onAdd(label);
      setText('');
    }
  };
  return (
    <form className={styles.labelForm} onSubmit={submit}>
      <TextField
        aria-label={t('clusters.filter.label')}
        placeholder={`${t('clusters.filter.label')}: ${t(
          'clusters.filter.labelHint',
        )}`}
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
        aria-label={t('clusters.filter.addLabel')}
        isDisabled={!text.trim()}
      />
    </form>
  );
}
