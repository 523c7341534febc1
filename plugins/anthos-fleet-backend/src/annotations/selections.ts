import {
  RELATION_DEPENDS_ON,
  type Entity,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_CLUSTER_REF,
  ANNOTATION_CLUSTER_SELECTOR,
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_NAMESPACE,
  CLUSTER_ENTITY_TYPE,
  parseClusterRef,
  parseLabelSelector,
  type EntityNamespace,
  type LabelRequirement,
  type Selection,
  type SelectionProblem,
} from 'backstage-plugin-anthos-fleet-common';
import { AnnotationSource } from './AnnotationSource';

/** One reason why a cluster belongs to an entity. */
export interface ClusterChoice {
  by: Selection;
  /** Exactly one of these says which clusters are meant. */
  ref?: string;
  name?: string;
  selector?: LabelRequirement[];
}

export interface EntitySelections {
  choices: ClusterChoice[];
  namespaces: EntityNamespace[];
  problems: SelectionProblem[];
}

const MAX_TARGETS = 100;
const MAX_SHOWN = 200;
const CLUSTER_NAME = /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i;
const NAMESPACE_NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Reads what an entity's own annotations say of its clusters and namespaces. */
export function readAnnotations(entity: Entity): EntitySelections {
  const result: EntitySelections = {
    choices: [],
    namespaces: [],
    problems: [],
  };
  const sources = new AnnotationSource(entity, result.problems);

  for (const source of [
    ANNOTATION_CLUSTER,
    ANNOTATION_KUBERNETES_CLUSTER,
    ANNOTATION_CLUSTER_REF,
  ]) {
    for (const value of sources.items(source)) {
      const choice = readCluster(value, { kind: 'annotation', source, value });
      if (choice) {
        result.choices.push(choice);
      } else {
        result.problems.push({
          source,
          value: value.slice(0, MAX_SHOWN),
          message: `'${value.slice(
            0,
            MAX_SHOWN,
          )}' is neither the name nor the ref of a cluster.`,
          remedy:
            'Write the name as in onprem-prod, or the ref as in my-fleet/europe-north1/onprem-prod; separate several with commas.',
        });
      }
    }
  }
  readSelector(sources, result);
  readNamespaces(sources, result);
  return result;
}

/** Reads which clusters the `dependsOn` relations of an entity lead to. */
export function readRelations(
  entity: Entity,
  related: Map<string, Entity | undefined>,
): Pick<EntitySelections, 'choices' | 'problems'> {
  const choices: ClusterChoice[] = [];
  const problems: SelectionProblem[] = [];
  for (const targetRef of clusterRelationTargets(entity)) {
    const target = related.get(targetRef);
    if (target?.spec?.type !== CLUSTER_ENTITY_TYPE) {
      continue;
    }
    const annotations = target.metadata.annotations ?? {};
    const value =
      annotations[ANNOTATION_CLUSTER_REF] ??
      annotations[ANNOTATION_KUBERNETES_CLUSTER] ??
      target.metadata.name;
    const by: Selection = {
      kind: 'relation',
      source: RELATION_DEPENDS_ON,
      value: targetRef,
    };
    const choice = readCluster(value, by);
    if (choice) {
      choices.push(choice);
    } else {
      problems.push({
        source: RELATION_DEPENDS_ON,
        value: targetRef,
        message: `${targetRef} does not say which cluster it stands for.`,
        remedy: `Give it the annotation ${ANNOTATION_CLUSTER_REF} with the ref of a cluster, as in my-fleet/europe-north1/onprem-prod.`,
      });
    }
  }
  return { choices, problems };
}

/** Resources that an entity depends on; any of them may stand for a cluster. */
export function clusterRelationTargets(entity: Entity): string[] {
  const targets = (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_DEPENDS_ON)
    .map(relation => relation.targetRef)
    .filter(ref => parseEntityRef(ref).kind.toLowerCase() === 'resource');
  return [...new Set(targets)].slice(0, MAX_TARGETS);
}

function readCluster(value: string, by: Selection): ClusterChoice | undefined {
  if (parseClusterRef(value)) {
    return { by, ref: value };
  }
  return CLUSTER_NAME.test(value) ? { by, name: value } : undefined;
}

function readSelector(sources: AnnotationSource, result: EntitySelections) {
  const source = ANNOTATION_CLUSTER_SELECTOR;
  const value = sources.text(source);
  if (value === undefined) {
    return;
  }
  const parsed = parseLabelSelector(value);
  const shown = value.slice(0, MAX_SHOWN);
  if (parsed.problem) {
    const { message, remedy } = parsed.problem;
    result.problems.push({ source, value: shown, message, remedy });
  } else {
    result.choices.push({
      by: { kind: 'annotation', source, value: shown },
      selector: parsed.selector,
    });
  }
}

function readNamespaces(sources: AnnotationSource, result: EntitySelections) {
  const names = new Map<string, Selection[]>();
  for (const source of [
    ANNOTATION_NAMESPACE,
    ANNOTATION_KUBERNETES_NAMESPACE,
  ]) {
    for (const value of sources.items(source)) {
      if (NAMESPACE_NAME.test(value)) {
        const chosenBy = names.get(value) ?? [];
        chosenBy.push({ kind: 'annotation', source, value });
        names.set(value, chosenBy);
      } else {
        result.problems.push({
          source,
          value: value.slice(0, MAX_SHOWN),
          message: `'${value.slice(
            0,
            MAX_SHOWN,
          )}' is not the name of a namespace.`,
          remedy:
            'Use small letters, digits and hyphens, at most 63 of them; separate several namespaces with commas.',
        });
      }
    }
  }
  result.namespaces = [...names].map(([name, chosenBy]) => ({
    name,
    chosenBy,
  }));
}
