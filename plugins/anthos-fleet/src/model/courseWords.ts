import type { PageTranslation } from '../pageTranslation';

const STEPS_A_DAY = 4;

/**
 * The course of an error over its last week in words, for those who do not see it drawn.
 *
 * @param course - package syncs that had it, in steps of six hours, oldest first
 */
export function courseWords(
  t: PageTranslation,
  course: readonly number[],
): string {
  const before = course[0] ?? 0;
  const now = course.at(-1) ?? 0;
  const most = Math.max(0, ...course);
  const least = Math.min(...course, most);
  const syncs = t('errors.say.syncs', { count: now });
  if (most === 0) {
    return t('errors.course.none');
  }
  if (now === 0) {
    return t('errors.course.over', { most: String(most) });
  }
  if (least === most) {
    return t('errors.course.steady', { syncs });
  }
  if (before === 0) {
    const steps = course.length - course.findIndex(count => count > 0);
    return t('errors.course.begun', {
      count: Math.ceil(steps / STEPS_A_DAY),
      syncs,
      most: String(most),
    });
  }
  if (before === now) {
    return t('errors.course.wavered', {
      syncs,
      least: String(least),
      most: String(most),
    });
  }
  const change = { before: String(before), syncs, most: String(most) };
  return now > before
    ? t('errors.course.risen', change)
    : t('errors.course.fallen', change);
}
