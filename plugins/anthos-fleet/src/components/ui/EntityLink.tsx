import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityWord } from '../../model/entityWord';
import { catalogEntityRouteRef } from '../../routes';
import { MaybeLink } from './MaybeLink';
import { Mono } from './Quiet';

/** The page of an entity, in an app that has one. */
export function useEntityHref(entityRef: string): string | undefined {
  const route = useRouteRef(catalogEntityRouteRef);
  try {
    return route?.(parseEntityRef(entityRef));
  } catch {
    // A value that is no entity ref is shown as it is.
    return undefined;
  }
}

/** An entity ref as it is written, the way to its page. */
export function EntityLink(props: { entityRef: string }) {
  const { entityRef } = props;
  return (
    <MaybeLink href={useEntityHref(entityRef)}>
      <Mono>{entityRef}</Mono>
    </MaybeLink>
  );
}

/** An owner by name, the way to its page. */
export function OwnerLink(props: {
  owner: string;
  /** `_blank` where the reader has something on this page to lose. */
  target?: '_blank';
}) {
  const { owner, target } = props;
  return (
    <MaybeLink href={useEntityHref(owner)} title={owner} target={target}>
      {entityWord(owner)}
    </MaybeLink>
  );
}
