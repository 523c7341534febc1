import { Skeleton } from '@backstage/ui';
import { lazy, Suspense, type ComponentType } from 'react';

/**
 * A field whose code is loaded when a form shows it. Scaffolder pages load every field of an app
 * before they show anything, so a field had better be small.
 */
export function lazyField<P extends object>(
  load: () => Promise<ComponentType<P>>,
): (props: P) => JSX.Element {
  const Field = lazy(async () => {
    const Loaded = await load();
    return { default: (given: { field: P }) => <Loaded {...given.field} /> };
  });
  return props => (
    <Suspense fallback={<Skeleton height="4rem" />}>
      <Field field={props} />
    </Suspense>
  );
}
