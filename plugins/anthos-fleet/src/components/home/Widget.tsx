import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { MaybeLink } from '../ui';
import { FleetQueryProvider } from '../../queries';
import styles from './home.module.css';

/** The frame of a widget: it fills its place on the home page, and scrolls when it has more. */
export function Widget(props: {
  title: string;
  link?: { text: string; href: string | undefined };
  children: ReactNode;
}) {
  const { title, link, children } = props;
  return (
    <Card className={styles.widget}>
      <CardHeader className={styles.header}>
        <Text as="h2" variant="title-x-small" weight="bold">
          {title}
        </Text>
        {link?.href && (
          <MaybeLink
            href={link.href}
            variant="body-small"
            className={styles.finger}
          >
            {link.text}
          </MaybeLink>
        )}
      </CardHeader>
      {/* It scrolls, so the keyboard must get to it. */}
      <CardBody
        className={styles.body}
        tabIndex={0}
        role="region"
        aria-label={title}
      >
        <FleetQueryProvider>{children}</FleetQueryProvider>
      </CardBody>
    </Card>
  );
}
