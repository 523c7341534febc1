import { Skeleton } from '@backstage/ui';
import styles from './lists.module.css';

/** The last line is shorter, as in a text. */
const lineWidths = (lines: number) =>
  Array.from({ length: lines }, (_, line) =>
    line < lines - 1 ? '80%' : '40%',
  );

/** As tall as the sentences and the note that usually come in its place, so that what is below stays. */
export function HeadlineSkeleton(props: { lines: number; noteLines: number }) {
  const { lines, noteLines } = props;
  return (
    <>
      <div className={styles.say} aria-hidden="true">
        {lineWidths(lines).map((width, line) => (
          <Skeleton key={line} width={width} height={32} />
        ))}
      </div>
      {noteLines > 0 && (
        <div className={styles.note} aria-hidden="true">
          {lineWidths(noteLines).map((width, line) => (
            <Skeleton key={line} width={width} height={25} />
          ))}
        </div>
      )}
    </>
  );
}
