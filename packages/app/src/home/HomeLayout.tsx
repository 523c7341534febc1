import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import { Container, Header } from '@backstage/ui';
import { Fragment } from 'react';
import styles from './HomeLayout.module.css';

// Backstage's home plugin brings a dozen widgets; these are what the demo is about.
const WIDGETS = ['AnthosFleetOwnServices', 'AnthosFleetOpenErrors'];

/** Widgets side by side, or above each other where there is no room. */
export function HomeLayout({ widgets }: HomePageLayoutProps) {
  return (
    <main>
      <Header title="Home" />
      <Container>
        <div className={styles.widgets}>
          {WIDGETS.flatMap(name =>
            widgets
              .filter(widget => widget.name === name)
              .map(({ component }) => (
                <Fragment key={name}>{component}</Fragment>
              )),
          )}
        </div>
      </Container>
    </main>
  );
}
