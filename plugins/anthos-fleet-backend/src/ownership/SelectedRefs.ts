import type { LabelRequirement } from 'backstage-plugin-anthos-fleet-common';
import { EVERYTHING, type FleetStore } from '../store';

const MAX_SELECTORS = 200;
const MAX_SELECTED = 10_000;

/** Refs of the clusters that label selectors choose; each selector is asked for once. */
export class SelectedRefs {
  readonly #store: Pick<FleetStore, 'selectClusters'>;
  readonly #refs = new Map<string, string[]>();

  constructor(store: Pick<FleetStore, 'selectClusters'>) {
    this.#store = store;
  }

  async of(selector: LabelRequirement[]): Promise<string[]> {
    const key = JSON.stringify(selector);
    const known = this.#refs.get(key);
    if (known || this.#refs.size >= MAX_SELECTORS) {
      return known ?? [];
    }
    const { clusters } = await this.#store.selectClusters(
      { refs: [], names: [], selectors: [selector] },
      EVERYTHING,
      MAX_SELECTED,
    );
    const refs = clusters.map(({ ref }) => ref);
    this.#refs.set(key, refs);
    return refs;
  }
}
