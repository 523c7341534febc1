import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { isEntityRef } from '../../model/entityTitle';
import { catalogEntityRouteRef } from '../../routes';
import { EntityName } from './EntityName';
import { MaybeLink } from './MaybeLink';

/** The page of an entity; undefined where there is none. */
export function useEntityHref(entityRef: string): string | undefined {
  const route = useRouteRef(catalogEntityRouteRef);
  return isEntityRef(entityRef)
    ? route?.(parseEntityRef(entityRef))
    : undefined;
}

/** An entity by name, the way to its page. */
export function EntityLink(props: {
  entityRef: string;
  /** `_blank` where the reader has something on this page to lose. */
  target?: '_blank';
}) {
  const { entityRef, target } = props;
  return (
    <MaybeLink
      href={useEntityHref(entityRef)}
      title={entityRef}
      target={target}
    >
      <EntityName entityRef={entityRef} />
    </MaybeLink>
  );
}
