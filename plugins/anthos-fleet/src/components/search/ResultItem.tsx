import { Link } from '@backstage/ui';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import type { ReactElement, ReactNode } from 'react';
import styles from './search.module.css';

/**
 * What the search page gives to whoever shows a result.
 *
 * @public
 */
export interface FleetSearchResultListItemProps<Facts> {
  icon?: ReactElement;
  result?: SearchDocument & Partial<Facts>;
  highlight?: ResultHighlight;
}

/** A result of search: its icon, its title as the way to its page, and one line about it. */
export function ResultItem(props: {
  icon: ReactNode;
  result: SearchDocument;
  highlight?: ResultHighlight;
  children: ReactNode;
}) {
  const { icon, result, highlight, children } = props;
  const { title: found } = highlight?.fields ?? {};
  return (
    <div className={styles.item}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <div className={styles.text}>
        {/* The list tells of the click, with the rank that this cannot know. */}
        <Link
          href={result.location}
          noTrack
          variant="body-large"
          weight="bold"
          className={styles.title}
        >
          {highlight && found ? (
            <HighlightedSearchResultText
              text={found}
              preTag={highlight.preTag}
              postTag={highlight.postTag}
            />
          ) : (
            result.title
          )}
        </Link>
        <div className={styles.line}>{children}</div>
      </div>
    </div>
  );
}
