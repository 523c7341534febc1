import { useEntityName } from '../../hooks/useEntityName';

/** An entity as the portal calls it. */
export function EntityName(props: {
  entityRef: string;
  /** What else is known to be its name. */
  title?: string;
}) {
  return <>{useEntityName(props.entityRef, props.title)}</>;
}
