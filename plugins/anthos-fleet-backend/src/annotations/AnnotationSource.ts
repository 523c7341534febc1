import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER_SELECTOR,
  type SelectionProblem,
} from 'backstage-plugin-anthos-fleet-common';

// Annotations come from anybody who may write a catalog file.
const MAX_ITEMS = 100;
const MAX_LENGTH = 10_000;

/** The annotations of an entity, with lengths and counts kept in bounds. */
export class AnnotationSource {
  constructor(
    private readonly entity: Entity,
    private readonly problems: SelectionProblem[],
  ) {}

  text(source: string): string | undefined {
    const value: unknown = this.entity.metadata.annotations?.[source];
    if (typeof value !== 'string') {
      return undefined;
    }
    if (!value.trim()) {
      this.problems.push({
        source,
        message: 'The annotation is empty.',
        remedy: 'Give it a value, or remove it.',
      });
      return undefined;
    }
    if (value.length > MAX_LENGTH) {
      this.problems.push({
        source,
        message: `The annotation has ${value.length} characters; at most ${MAX_LENGTH} are read.`,
        remedy: `Choose clusters by their labels with ${ANNOTATION_CLUSTER_SELECTOR} instead.`,
      });
      return undefined;
    }
    return value.trim();
  }

  items(source: string): string[] {
    const items = (this.text(source) ?? '')
      .split(',')
      .map(item => item.trim())
      .filter(Boolean);
    const unique = [...new Set(items)];
    if (unique.length > MAX_ITEMS) {
      this.problems.push({
        source,
        message: `The annotation names ${unique.length} of them; the first ${MAX_ITEMS} are read.`,
        remedy: `Choose clusters by their labels with ${ANNOTATION_CLUSTER_SELECTOR} instead.`,
      });
    }
    return unique.slice(0, MAX_ITEMS);
  }
}
