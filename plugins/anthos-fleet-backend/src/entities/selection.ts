import type { ClusterChoice } from '../annotations';
import type { ClusterSelection } from '../store';

/** The clusters that any of the choices means. */
export function toSelection(choices: ClusterChoice[]): ClusterSelection {
  return {
    refs: choices.flatMap(({ ref }) => ref ?? []),
    names: choices.flatMap(({ name }) => name ?? []),
    selectors: choices.flatMap(({ selector }) => (selector ? [selector] : [])),
  };
}
