import { Combobox } from '@backstage/ui';
import {
  ANNOTATION_NAMESPACE,
  ANNOTATION_SERVICE_ACCOUNT,
} from 'backstage-plugin-anthos-fleet-common';
import { useMemo, useState } from 'react';
import { FailureState } from '../../components/states';
import { Snippet } from '../../components/ui/Snippet';
import { useDebounced } from '../../hooks/useDebounced';
import type { FormTranslation } from '../../formTranslation';
import { useFormWords } from '../../hooks/useFormWords';
import { FleetQueryProvider } from '../../queries';
import { limitOf, textsOf } from '../model/values';
import { useEntityNames } from '../queries/entityNames';
import { useServices } from '../queries/services';
import type { CallerPickerProps } from '../schemas';
import { aboutService, ChosenServices, ownersOf } from './ChosenServices';
import { About, fieldParts, Status } from './FieldParts';
import styles from './fields.module.css';

const CATALOG_PERMISSION = 'catalog.entity.read';

/** Services with an identity in the mesh, for who calls and who is called. */
export function CallerPicker(props: CallerPickerProps) {
  return (
    <FleetQueryProvider>
      <Picker {...props} />
    </FleetQueryProvider>
  );
}

function Picker(props: CallerPickerProps) {
  const { t } = useFormWords();
  const { formData, onChange, required, schema, uiSchema } = props;
  const parts = fieldParts(props, t('callerPicker.title'));
  const value = useMemo(() => textsOf(formData), [formData]);
  const maxItems = limitOf(
    uiSchema?.['ui:options']?.maxItems,
    schema?.maxItems,
  );
  const isFull = maxItems !== undefined && value.length >= maxItems;
  const change = (chosen: string[]) =>
    onChange(chosen.length ? chosen : undefined);

  const [text, setText] = useState('');
  const [settled, setSettled] = useState('');
  useDebounced(text.trim(), setSettled);
  const answer = useServices(settled);
  const services = answer.data?.services ?? [];
  const nameOf = useEntityNames(ownersOf(services));
  const options = services
    .filter(service => !value.includes(service.ref))
    .map(service => ({
      id: service.ref,
      label: service.title,
      description: aboutService(t, service, nameOf),
    }));

  return (
    <div className={styles.field}>
      <Combobox
        id={parts.ids.input}
        label={parts.title}
        secondaryLabel={required ? t('form.required') : null}
        placeholder={t('callerPicker.placeholder')}
        size="medium"
        options={options}
        search={{ mode: 'server', inputValue: text, onInputChange: setText }}
        loading={{
          state: loadingState(answer, text.trim() !== settled),
          ...(answer.hasNextPage && { onLoadMore: answer.fetchNextPage }),
        }}
        value={null}
        onChange={ref => {
          if (ref !== null && !isFull) {
            change([...value, String(ref)]);
            setText('');
          }
        }}
        isRequired={required}
        validationBehavior="aria"
        isInvalid={parts.hasErrors}
        isDisabled={parts.isDisabled || isFull}
        aria-describedby={parts.describedBy}
      />
      <About id={parts.ids.about} text={parts.description} />
      {answer.error && !answer.data ? (
        <FailureState
          error={answer.error}
          onRetry={answer.refetch}
          permission={CATALOG_PERMISSION}
        />
      ) : (
        <>
          <ChosenServices
            value={value}
            isDisabled={parts.isDisabled}
            inputId={parts.ids.input}
            onChange={change}
          />
          <Status id={parts.ids.status}>
            {nothingFound(t, answer.data?.total, settled) ??
              (value.length === 0 && t('callerPicker.none'))}
          </Status>
          <MissingService />
        </>
      )}
    </div>
  );
}

function loadingState(
  answer: {
    isPending: boolean;
    isPlaceholderData: boolean;
    isFetchingNextPage: boolean;
  },
  isTyping: boolean,
) {
  if (answer.isPending) {
    return 'loading';
  }
  if (answer.isPlaceholderData || isTyping) {
    return 'filtering';
  }
  return answer.isFetchingNextPage ? 'loadingMore' : 'idle';
}

function nothingFound(
  t: FormTranslation,
  total: number | undefined,
  text: string,
): string | undefined {
  if (total !== 0) {
    return undefined;
  }
  return text ? t('callerPicker.noMatch') : t('callerPicker.empty');
}

/** Why a service may be missing from the list, and the lines that put it there. */
function MissingService() {
  const { t } = useFormWords();
  const lines = [
    `${ANNOTATION_NAMESPACE}: ${t('callerPicker.missing.exampleNamespace')}`,
    `${ANNOTATION_SERVICE_ACCOUNT}: ${t(
      'callerPicker.missing.exampleAccount',
    )}`,
  ].join('\n');
  return (
    <details className={styles.missing}>
      <summary>{t('callerPicker.missing.title')}</summary>
      <p>{t('callerPicker.missing.text')}</p>
      <Snippet
        kind="configuration"
        label={t('callerPicker.missing.lines')}
        text={lines}
      />
    </details>
  );
}
