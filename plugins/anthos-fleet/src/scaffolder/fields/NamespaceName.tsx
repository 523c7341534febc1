import { TextField } from '@backstage/ui';
import { checkNamespaceName } from 'backstage-plugin-anthos-fleet-common';
import { useMemo, useState } from 'react';
import { EntityLink } from '../../components/ui/EntityLink';
import { failureSentence } from '../../components/states/FailureState';
import { useDebounced } from '../../hooks/useDebounced';
import { useEntityName } from '../../hooks/useEntityName';
import { useFormWords } from '../../hooks/useFormWords';
import { classifyFailure } from '../../model/failure';
import { FleetQueryProvider } from '../../queries';
import {
  clustersPhrase,
  judgeNamespace,
  longestName,
  ownerInForm,
  problemSentence,
  readRules,
  takenSentence,
  toneOfVerdict,
  type NamespaceVerdict,
} from '../model/namespaceVerdict';
import { textOf } from '../model/values';
import { useNamespace, useOwnRefs } from '../queries/namespaces';
import type { NamespaceNameProps } from '../schemas';
import { About, fieldParts, Status } from './FieldParts';
import styles from './fields.module.css';

const REST_MS = 400;

/** The name of a namespace, looked at while it is typed. */
export function NamespaceName(props: NamespaceNameProps) {
  return (
    <FleetQueryProvider>
      <NameField {...props} />
    </FleetQueryProvider>
  );
}

function NameField(props: NamespaceNameProps) {
  const { t, locale } = useFormWords();
  const { formData, formContext, onChange, required, uiSchema } = props;
  const parts = fieldParts(props, t('namespaceName.title'));
  const options = uiSchema?.['ui:options'];
  const rules = useMemo(() => readRules(options), [options]);

  const name = textOf(formData);
  const [settled, setSettled] = useState(name);
  useDebounced(name, setSettled, REST_MS);
  const [problem] = settled === '' ? [] : checkNamespaceName(settled, rules);
  const asked = settled === '' || problem ? undefined : settled;
  const answer = useNamespace(asked);
  const own = useOwnRefs();
  const named = ownerInForm(options, formContext?.formData);
  const mine = named.length ? named : own.data;
  const verdict =
    answer.data && mine && asked === answer.data.name
      ? judgeNamespace(answer.data, mine)
      : undefined;
  const sentence = problem && problemSentence(t, problem);
  const taken = verdict?.kind === 'taken' ? verdict : undefined;
  const owner = useEntityName(taken?.owner ?? '');
  const stopper =
    sentence ??
    (taken && takenSentence(t, locale, { owner, clusters: taken.clusters }));
  const isWaiting =
    name !== settled ||
    (asked !== undefined &&
      !verdict &&
      (answer.isPending || own.isPending) &&
      !answer.error);

  return (
    <div className={styles.field}>
      <TextField
        id={parts.ids.input}
        size="medium"
        label={parts.title}
        secondaryLabel={required ? t('form.required') : null}
        value={name}
        onChange={text => onChange(text === '' ? undefined : text)}
        isDisabled={parts.isDisabled}
        isRequired={required}
        // The form says what is missing, for all of its fields in the same way.
        validationBehavior="aria"
        isInvalid={parts.hasErrors || stopper !== undefined}
        aria-describedby={parts.describedBy}
        autoComplete="off"
        spellCheck="false"
        {...(props.autofocus && { autoFocus: true })}
      />
      <div className={styles.overlay}>
        <NameStatus
          id={parts.ids.status}
          problem={sentence}
          verdict={isWaiting ? undefined : verdict}
          error={isWaiting ? undefined : answer.error}
          // The form repeats what stopped it right below.
          isTold={
            stopper !== undefined && Boolean(props.rawErrors?.includes(stopper))
          }
          hint={
            name === ''
              ? t('namespaceName.hint', { limit: String(longestName(rules)) })
              : undefined
          }
        />
        {isWaiting && !problem && (
          // Not in the live region: a screen reader hears the result only.
          <span className={styles.waiting}>{t('namespaceName.checking')}</span>
        )}
      </div>
      <About id={parts.ids.about} text={parts.description} />
    </div>
  );
}

function NameStatus(props: {
  id: string;
  problem: string | undefined;
  verdict: NamespaceVerdict | undefined;
  error: unknown;
  isTold: boolean;
  hint: string | undefined;
}) {
  const { id, problem, verdict, error, isTold, hint } = props;
  const { t, words } = useFormWords();
  if (hint !== undefined) {
    return <Status id={id}>{hint}</Status>;
  }
  if (isTold) {
    return <Status id={id} />;
  }
  if (problem) {
    return (
      <Status id={id} tone="broken">
        {problem}
      </Status>
    );
  }
  if (verdict) {
    return (
      <Status id={id} tone={toneOfVerdict(verdict)}>
        <VerdictWords verdict={verdict} />
      </Status>
    );
  }
  return (
    <Status id={id} tone="unknown">
      {Boolean(error) &&
        t('form.notAsked', {
          reason: `${failureSentence(words, classifyFailure(error)).replace(
            /\.?$/,
            '.',
          )}`,
        })}
    </Status>
  );
}

function VerdictWords(props: { verdict: NamespaceVerdict }) {
  const { verdict } = props;
  const { t, locale } = useFormWords();
  const { unknown } = verdict;
  if (verdict.kind === 'free') {
    return (
      <>
        {unknown
          ? t('namespaceName.freeUnknown', { count: unknown })
          : t('namespaceName.free')}
      </>
    );
  }
  const clusters = clustersPhrase(t, locale, verdict.clusters);
  return (
    <>
      {verdict.kind === 'taken' &&
        t('namespaceName.taken', {
          owner: <EntityLink entityRef={verdict.owner} target="_blank" />,
          clusters,
        })}
      {verdict.kind === 'yours' && t('namespaceName.yours', { clusters })}
      {verdict.kind === 'unowned' && t('namespaceName.unowned', { clusters })}
      {unknown > 0 && (
        <> {t('namespaceName.alsoUnknown', { count: unknown })}</>
      )}
    </>
  );
}
