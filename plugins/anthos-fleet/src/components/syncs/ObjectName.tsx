import type { ManagedObject } from 'backstage-plugin-anthos-fleet-common';
import { Mono, Quiet } from '../ui';

/** An object as people name it; its API group is in the title. */
export function ObjectName(props: { object: ManagedObject }) {
  const { group, kind, namespace, name } = props.object;
  return (
    <span title={group ? `${kind}.${group}` : kind}>
      {kind} <Mono>{name}</Mono>
      {namespace && <Quiet> · {namespace}</Quiet>}
    </span>
  );
}
