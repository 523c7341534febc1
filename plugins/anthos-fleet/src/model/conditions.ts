import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_CLUSTER_REF,
  ANNOTATION_CLUSTER_SELECTOR,
  ANNOTATION_KUBERNETES_CLUSTER,
} from 'backstage-plugin-anthos-fleet-common';

// Constants, not a function: the type of a predicate wants to see that no key begins with `$`.
const CLUSTER = `metadata.annotations.${ANNOTATION_CLUSTER}` as const;
const SELECTOR = `metadata.annotations.${ANNOTATION_CLUSTER_SELECTOR}` as const;
const KUBERNETES_CLUSTER =
  `metadata.annotations.${ANNOTATION_KUBERNETES_CLUSTER}` as const;
const CLUSTER_REF = `metadata.annotations.${ANNOTATION_CLUSTER_REF}` as const;

/** Resources that stand for a cluster of the fleet. */
export const isClusterPredicate: FilterPredicate = {
  $all: [{ kind: 'resource' }, { [CLUSTER_REF]: { $exists: true } }],
};

/**
 * Entities that say which clusters they run on: by an annotation, or by depending on a resource,
 * which may be a cluster. They get the card.
 */
export const namesClustersPredicate: FilterPredicate = {
  $all: [
    { $not: isClusterPredicate },
    {
      $any: [
        { [CLUSTER]: { $exists: true } },
        { [SELECTOR]: { $exists: true } },
        { [KUBERNETES_CLUSTER]: { $exists: true } },
        {
          $all: [
            { kind: { $in: ['component', 'system'] } },
            {
              relations: {
                $contains: {
                  type: 'dependsOn',
                  targetRef: { $hasPrefix: 'resource:' },
                },
              },
            },
          ],
        },
      ],
    },
  ],
};

/** Systems and domains with parts, and groups that own components or have groups below them. */
export const hasComponentsPredicate: FilterPredicate = {
  $any: [
    {
      $all: [
        { kind: { $in: ['system', 'domain'] } },
        { relations: { $contains: { type: 'hasPart' } } },
      ],
    },
    {
      $all: [
        { kind: 'group' },
        {
          $any: [
            { relations: { $contains: { type: 'parentOf' } } },
            {
              relations: {
                $contains: {
                  type: 'ownerOf',
                  targetRef: { $hasPrefix: 'component:' },
                },
              },
            },
          ],
        },
      ],
    },
  ],
};

/**
 * Entities that may run on clusters, themselves or with what belongs to them. They get the tab, which teaches what to add to the ones that
 * do not say so yet.
 */
export const mayRunPredicate: FilterPredicate = {
  $any: [{ kind: 'component' }, namesClustersPredicate, hasComponentsPredicate],
};
