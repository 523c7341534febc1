import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { Fragment, type ReactNode } from 'react';
import styles from './sections.module.css';

/** A titled part of the page of a cluster. */
export function Section(props: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {props.title}
        </Text>
      </CardHeader>
      <CardBody>{props.children}</CardBody>
    </Card>
  );
}

/** A name and its value; a field without a value is left out of the list. */
export type Field = [label: string, value: ReactNode];

/** Names and values. */
export function Fields(props: { fields: Field[] }) {
  const shown = props.fields.filter(
    ([, value]) =>
      value !== undefined && value !== null && value !== '' && value !== false,
  );
  return (
    <dl className={styles.fields}>
      {shown.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** A heading within a section. */
export function Subtitle(props: { children: ReactNode }) {
  return (
    <Text
      as="h4"
      variant="body-medium"
      weight="bold"
      className={styles.subtitle}
    >
      {props.children}
    </Text>
  );
}
