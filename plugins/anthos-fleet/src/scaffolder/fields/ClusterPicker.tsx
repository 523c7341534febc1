import { Alert, FieldLabel, SearchField, Skeleton } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { FailureState, RefreshFailure } from '../../components/states';
import { useDebounced } from '../../hooks/useDebounced';
import { useFormWords } from '../../hooks/useFormWords';
import { sharedNames } from '../../model/place';
import { FleetQueryProvider } from '../../queries';
import { shortened } from '../../model/shortened';
import { groupClusters } from '../model/clusterChoices';
import { readOffer, type OfferProblem } from '../model/clusterOffer';
import { textsOf } from '../model/values';
import { useOfferedClusters, type OfferedClusters } from '../queries/clusters';
import type { ClusterPickerProps } from '../schemas';
import { ChosenClusters } from './ChosenClusters';
import { ClusterGroupList } from './ClusterGroupList';
import { About, fieldParts } from './FieldParts';
import { LeftoverClusters } from './LeftoverClusters';
import { NothingOffered } from './NothingOffered';
import styles from './fields.module.css';

/** Clusters to choose from, by where they run. */
export function ClusterPicker(props: ClusterPickerProps) {
  return (
    <FleetQueryProvider>
      <Picker {...props} />
    </FleetQueryProvider>
  );
}

function Picker(props: ClusterPickerProps) {
  const { t } = useFormWords();
  const { formData, onChange, required, schema, uiSchema } = props;
  const parts = fieldParts(props, t('clusterPicker.title'));
  const options = uiSchema?.['ui:options'];
  const { minItems, maxItems } = schema;
  const offer = useMemo(
    () => readOffer(options, { minItems, maxItems }),
    [options, minItems, maxItems],
  );
  const value = useMemo(() => textsOf(formData), [formData]);
  const change = (chosen: string[]) =>
    onChange(chosen.length ? chosen : undefined);

  const [text, setText] = useState('');
  const [settled, setSettled] = useState('');
  useDebounced(text.trim(), setSettled);
  const all = useOfferedClusters(offer, '');
  const matching = useOfferedClusters(offer, settled);
  const known = useMemo(
    () => [...(all.data?.clusters ?? []), ...(matching.data?.clusters ?? [])],
    [all.data, matching.data],
  );

  return (
    <div
      role="group"
      id={parts.ids.input}
      className={styles.field}
      aria-labelledby={parts.ids.label}
      aria-describedby={parts.describedBy}
    >
      <FieldLabel
        className={styles.title}
        id={parts.ids.label}
        label={parts.title}
        secondaryLabel={required ? t('form.required') : null}
      />
      <About id={parts.ids.about} text={parts.description} />
      {offer.problem ? (
        <Misconfigured problem={offer.problem} />
      ) : (
        <>
          <LeftoverClusters
            offer={offer}
            value={value}
            known={known}
            isKnown={all.data !== undefined}
            isDisabled={parts.isDisabled}
            onChange={change}
          />
          <SearchField
            aria-label={t('clusterPicker.search')}
            placeholder={t('clusterPicker.search')}
            size="small"
            value={text}
            onChange={setText}
            // Enter looks at once; it must not send the form.
            onSubmit={() => setSettled(text.trim())}
          />
          <RefreshFailure
            error={matching.data && matching.error}
            dataUpdatedAt={matching.dataUpdatedAt}
            onRetry={matching.refetch}
          />
          <div
            className={styles.box}
            data-invalid={parts.hasErrors || undefined}
            aria-busy={matching.isPlaceholderData}
          >
            {matching.data ? (
              <Offered
                answer={matching.data}
                text={settled}
                render={group => (
                  <ClusterGroupList
                    key={group.hosting}
                    group={group}
                    offer={offer}
                    value={value}
                    shared={sharedNames(matching.data?.clusters ?? [])}
                    isDisabled={parts.isDisabled}
                    onChange={change}
                  />
                )}
              />
            ) : (
              <NotYet error={matching.error} onRetry={matching.refetch} />
            )}
          </div>
        </>
      )}
      <ChosenClusters
        id={parts.ids.status}
        value={value}
        offer={offer}
        isTooFew={parts.isUnexplained && value.length < offer.minItems}
        isDisabled={parts.isDisabled}
        onChange={change}
      />
    </div>
  );
}

function NotYet(props: { error: unknown; onRetry: () => void }) {
  const { words } = useFormWords();
  if (props.error) {
    return <FailureState {...props} />;
  }
  return (
    <div aria-busy="true" aria-label={words('state.loading')} role="status">
      <Skeleton height="1rem" width="30%" />
      {[0, 1, 2].map(row => (
        <Skeleton key={row} height="2.5rem" style={{ marginTop: '0.5rem' }} />
      ))}
    </div>
  );
}

function Offered(props: {
  answer: OfferedClusters;
  text: string;
  render: (group: ReturnType<typeof groupClusters>[number]) => JSX.Element;
}) {
  const { answer, text, render } = props;
  const { t } = useFormWords();
  const { clusters, truncated, total } = answer;
  if (!clusters.length) {
    return text ? (
      <p role="status">
        {t('clusterPicker.noMatch', { text: shortened(text) })}
      </p>
    ) : (
      <NothingOffered />
    );
  }
  const shown = String(clusters.length);
  return (
    <>
      {groupClusters(clusters).map(render)}
      {truncated && (
        <p role="status">
          {total === undefined
            ? t('clusterPicker.truncatedMatches', { shown })
            : t('clusterPicker.truncated', { shown, total: String(total) })}
        </p>
      )}
    </>
  );
}

function Misconfigured(props: { problem: OfferProblem }) {
  const { problem } = props;
  const { t } = useFormWords();
  const description = (() => {
    switch (problem.kind) {
      case 'selector':
        return t('clusterPicker.badSelector', {
          message: problem.problem.message,
          remedy: problem.problem.remedy,
        });
      default: {
        const holes = {
          value: shortened(problem.value),
          values: problem.values.join(', '),
        };
        return problem.kind === 'hosting'
          ? t('clusterPicker.badHosting', holes)
          : t('clusterPicker.badPlatform', holes);
      }
    }
  })();
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title={t('clusterPicker.badTemplate')}
      description={description}
    />
  );
}
