import type { ClusterChoice } from '../annotations';
import type { ClusterSelection } from '../store';

/** What the choices of an entity come to, in the words of the store. */
export function toSelection(choices: ClusterChoice[]): ClusterSelection {
  return {
    refs: choices.flatMap(({ ref }) => ref ?? []),
    names: choices.flatMap(({ name }) => name ?? []),
    selectors: choices.flatMap(({ selector }) => (selector ? [selector] : [])),
  };
}
