import { VisuallyHidden } from '@backstage/ui';
import { usePageWords } from '../../hooks/usePageWords';
import { courseWords } from '../../model/courseWords';
import styles from './errors.module.css';

/** How many syncs had an error in the last week: bars for the eye, and words for a screen reader. */
export function Course(props: { course: readonly number[] }) {
  const { course } = props;
  const { t } = usePageWords();
  const largest = Math.max(1, ...course);
  const say = courseWords(t, course);
  return (
    <>
      <svg
        className={styles.course}
        viewBox={`0 0 ${course.length * 3} 20`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <title>{say}</title>
        {course.map((count, step) => {
          const height = count ? Math.max(2, (20 * count) / largest) : 1;
          return (
            <rect
              // A step has no identity but its place.
              key={step}
              className={count ? styles.had : styles.free}
              x={step * 3}
              y={20 - height}
              width={2}
              height={height}
            />
          );
        })}
      </svg>
      <VisuallyHidden>{say}</VisuallyHidden>
    </>
  );
}
