import type { Overview } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { overviewHeadline } from '../../model/overviewHeadline';
import { MaybeLink, ToneIcon } from '../ui';
import styles from './overview.module.css';

/** The answer first: the state of the fleet in sentences, each of them a link to what it counts. */
export function Headline(props: { overview: Overview }) {
  const { t, locale } = usePageWords();
  const now = useNow();
  const links = useFleetLinks();
  return (
    <h2 className={styles.headline}>
      {overviewHeadline(t, props.overview, { now, locale }).map(
        ({ text, tone, filter, countsErrors }) => (
          <span key={text} className={styles.headlinePart}>
            <MaybeLink
              href={
                countsErrors ? links.errors() : filter && links.clusters(filter)
              }
              standalone
              variant="title-x-small"
              weight="regular"
            >
              {tone && <ToneIcon tone={tone} size={20} />}
              {tone && ' '}
              {text}
            </MaybeLink>{' '}
          </span>
        ),
      )}
    </h2>
  );
}
