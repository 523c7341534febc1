import { Combobox } from '@backstage/ui';
import { useEffect, useMemo, useState } from 'react';
import { FailureState } from '../../components/states';
import type { FormTranslation } from '../../formTranslation';
import { useDebounced } from '../../hooks/useDebounced';
import { useEntityName } from '../../hooks/useEntityName';
import { useFormWords } from '../../hooks/useFormWords';
import { FleetQueryProvider } from '../../queries';
import { shortened } from '../../model/shortened';
import { isGroupRef, type Team } from '../model/teams';
import { textOf } from '../model/values';
import { useAllTeams, useOwnTeams, useTeam } from '../queries/teams';
import type { GroupPickerProps } from '../schemas';
import { About, fieldParts, Status } from './FieldParts';
import styles from './fields.module.css';

const CATALOG_PERMISSION = 'catalog.entity.read';

/** The group that owns what a template makes, and whose Google group gets rights in it. */
export function GroupPicker(props: GroupPickerProps) {
  return (
    <FleetQueryProvider>
      <Picker {...props} />
    </FleetQueryProvider>
  );
}

function Picker(props: GroupPickerProps) {
  const { t } = useFormWords();
  const { formData, onChange, required, uiSchema } = props;
  const parts = fieldParts(props, t('groupPicker.title'));
  const allowAll = uiSchema?.['ui:options']?.allowAll === true;
  const value = textOf(formData);

  const [written, setWritten] = useState<string>();
  const [settled, setSettled] = useState('');
  const ownName = useEntityName(value);
  const own = useOwnTeams();
  const [picked, setPicked] = useState<Team>();
  const lookedUp = useTeam(value);
  // What is chosen has a name also when the catalog does not say it any more.
  const team = lookedUp.data ?? (picked?.ref === value ? picked : undefined);
  const title = team?.title ?? (value === '' ? '' : ownName);
  // The name of what is chosen stands in the input until somebody writes; nobody searches for it.
  const text = written ?? title;
  const typed = text.trim() === title ? '' : text.trim();
  useDebounced(typed, setSettled);
  const all = useAllTeams(settled, allowAll);

  const [only, second] = own.data ?? [];
  const single =
    required && !allowAll && value === '' && only && !second
      ? only.ref
      : undefined;
  useEffect(() => {
    if (single) {
      onChange(single);
    }
  }, [single, onChange]);

  const options = useMemo(
    () =>
      sections(t, {
        own: own.data ?? [],
        all: allowAll ? all.data ?? [] : [],
        chosen: value === '' ? undefined : team ?? { ref: value, title },
        text: typed,
      }),
    [t, own.data, all.data, allowAll, team, value, title, typed],
  );
  const isEmpty = own.data?.length === 0 && !allowAll;

  return (
    <div className={styles.field}>
      <Combobox
        id={parts.ids.input}
        label={parts.title}
        secondaryLabel={required ? t('form.required') : null}
        placeholder={t('groupPicker.placeholder')}
        size="medium"
        options={options}
        search={{ mode: 'server', inputValue: text, onInputChange: setWritten }}
        loading={{
          state:
            own.isPending || (allowAll && all.isPending) ? 'loading' : 'idle',
        }}
        value={value === '' ? null : value}
        onChange={ref => {
          setPicked(
            [...(own.data ?? []), ...(all.data ?? [])].find(
              each => each.ref === ref,
            ),
          );
          onChange(ref === null ? undefined : String(ref));
        }}
        isRequired={required}
        validationBehavior="aria"
        isInvalid={parts.hasErrors}
        isDisabled={parts.isDisabled || isEmpty}
        aria-describedby={parts.describedBy}
      />
      {own.error && !own.data ? (
        <FailureState
          error={own.error}
          onRetry={own.refetch}
          permission={CATALOG_PERMISSION}
        />
      ) : (
        <GroupStatus
          id={parts.ids.status}
          value={value}
          isEmpty={isEmpty}
          team={lookedUp.data === null ? null : team}
        />
      )}
      <About id={parts.ids.about} text={parts.description} />
    </div>
  );
}

function GroupStatus(props: {
  id: string;
  value: string;
  isEmpty: boolean;
  /** Null when the catalog does not have it; undefined while that is not known. */
  team: Team | null | undefined;
}) {
  const { id, value, isEmpty, team } = props;
  const { t } = useFormWords();
  const group = team?.title ?? shortened(value);
  if (value === '') {
    return isEmpty ? (
      <Status id={id} tone="attention">
        {t('groupPicker.noneYours')}
      </Status>
    ) : (
      <Status id={id}>{t('groupPicker.hint')}</Status>
    );
  }
  if (!isGroupRef(value)) {
    return (
      <Status id={id} tone="broken">
        {t('groupPicker.isNoGroup', { group })}
      </Status>
    );
  }
  if (team === undefined) {
    return <Status id={id} />;
  }
  if (team === null) {
    return (
      <Status id={id} tone="attention">
        {t('groupPicker.gone', { group })}
      </Status>
    );
  }
  return team.email ? (
    <Status id={id}>{t('groupPicker.email', { email: team.email })}</Status>
  ) : (
    <Status id={id} tone="attention">
      {t('groupPicker.noEmail', { group })}
    </Status>
  );
}

/** The reader's own groups first; the chosen one is always there, so that its name can be shown. */
function sections(
  t: FormTranslation,
  teams: { own: Team[]; all: Team[]; chosen?: Team; text: string },
) {
  const needle = teams.text.toLocaleLowerCase();
  const matches = (team: Team) =>
    team.ref === teams.chosen?.ref ||
    [team.title, team.ref, team.email ?? ''].some(each =>
      each.toLocaleLowerCase().includes(needle),
    );
  const isOwn = (team: Team) => teams.own.some(({ ref }) => ref === team.ref);
  const others = teams.all.filter(team => !isOwn(team));
  if (
    teams.chosen &&
    !isOwn(teams.chosen) &&
    !others.some(({ ref }) => ref === teams.chosen?.ref)
  ) {
    others.push(teams.chosen);
  }
  const option = (team: Team) => ({
    id: team.ref,
    label: team.title,
    description: team.email ?? t('groupPicker.noEmailShort'),
  });
  return [
    {
      title: t('groupPicker.mine'),
      options: teams.own.filter(matches).map(option),
    },
    { title: t('groupPicker.others'), options: others.map(option) },
  ].filter(section => section.options.length > 0);
}
