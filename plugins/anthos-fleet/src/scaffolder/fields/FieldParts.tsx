import { MarkdownContent } from '@backstage/core-components';
import type { ReactNode } from 'react';
import type { Tone } from '../../model/tone';
import { ToneIcon } from '../../components/ui';
import styles from './fields.module.css';

/** What the form gives to a field, as far as its frame needs it. */
export interface FramedField {
  idSchema: { $id?: string };
  schema: { title?: string; description?: string };
  uiSchema: { 'ui:title'?: string; 'ui:description'?: unknown };
  rawErrors?: string[];
  errorSchema?: object;
  disabled?: boolean;
  readonly?: boolean;
}

function hasErrorsWithin(errors: unknown): boolean {
  return typeof errors === 'object' && errors !== null
    ? Object.entries(errors).some(([key, value]) =>
        key === '__errors'
          ? Array.isArray(value) && value.length > 0
          : hasErrorsWithin(value),
      )
    : false;
}

/** The ids of a field's parts; the text of its errors is the form's, under an id of the form's. */
export function fieldParts(props: FramedField, fallbackTitle: string) {
  const id = props.idSchema?.$id ?? 'anthos-fleet-field';
  const description = [
    props.uiSchema?.['ui:description'],
    props.schema?.description,
  ].find((text): text is string => typeof text === 'string' && text !== '');
  const hasText = (props.rawErrors?.length ?? 0) > 0;
  // A form that fills a list up to its minimum complains of the items, not of the field.
  const hasErrors = hasText || hasErrorsWithin(props.errorSchema);
  const ids = {
    input: id,
    label: `${id}__label`,
    about: `${id}__about`,
    status: `${id}__status`,
  };
  return {
    ids,
    title: props.uiSchema?.['ui:title'] ?? props.schema?.title ?? fallbackTitle,
    description,
    hasErrors,
    /** The form says nothing about the field itself. */
    isUnexplained: hasErrors && !hasText,
    isDisabled: Boolean(props.disabled || props.readonly),
    describedBy: [
      ...(hasText ? [`${id}__error`] : []),
      ids.status,
      ...(description ? [ids.about] : []),
    ].join(' '),
  };
}

/** What the template says of the field, which may be Markdown, as with the form's other fields. */
export function About(props: { id: string; text: string | undefined }) {
  return props.text ? (
    <div id={props.id} className={styles.about}>
      <MarkdownContent content={props.text} linkTarget="_blank" />
    </div>
  ) : null;
}

/** A line under a field that tells politely what became of the input. Keeps its room when empty. */
export function Status(props: {
  id: string;
  tone?: Tone;
  children?: ReactNode;
}) {
  const { id, tone, children } = props;
  return (
    <div id={id} role="status" className={styles.status}>
      {tone && children && <ToneIcon tone={tone} />}
      <span>{children}</span>
    </div>
  );
}
