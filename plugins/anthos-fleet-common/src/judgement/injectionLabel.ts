import type { ClusterDetails, Hosting } from '../schema/openapi';
import { matchesLabelSelector, type LabelSelector } from './labelSelector';

/**
 * A label that gives the pods of a namespace the sidecar of the mesh.
 *
 * @public
 */
export interface NamespaceInjectionLabel {
  key: string;
  value: string;
}

/**
 * What an installation knows better: the label of some clusters. All that is given must hold.
 *
 * @public
 */
export interface InjectionRule {
  /** Refs or names of clusters. */
  clusters?: readonly string[];
  hosting?: Hosting;
  selector?: LabelSelector;
  /** Absent for clusters whose namespaces get no sidecar. */
  label?: NamespaceInjectionLabel;
}

/**
 * Why a label was chosen: a rule of the installation, a control plane that Google runs, what other
 * namespaces of the cluster have, a mesh of which nothing else is known; `none` without a mesh.
 *
 * @public
 */
export type InjectionReason =
  | 'rule'
  | 'managed'
  | 'namespaces'
  | 'mesh'
  | 'none';

/**
 * The label for a new namespace on one cluster, and why this one.
 *
 * @public
 */
export interface ChosenInjectionLabel {
  label?: NamespaceInjectionLabel;
  why: InjectionReason;
}

/**
 * What of a cluster tells the label.
 *
 * @public
 */
export type InjectionFacts = Pick<ClusterDetails, 'cluster'> &
  Partial<Pick<ClusterDetails, 'injectionLabels' | 'meshRevisions'>>;

const DEFAULT_TAG: NamespaceInjectionLabel = {
  key: 'istio-injection',
  value: 'enabled',
};

/**
 * Chooses the label by which a new namespace gets the mesh of its cluster. There is never more than
 * one: of two, `istio-injection` would win, and nobody could say which was meant.
 *
 * @public
 */
export function injectionLabelOf(
  facts: InjectionFacts,
  rules: readonly InjectionRule[] = [],
): ChosenInjectionLabel {
  const rule = rules.find(candidate => applies(candidate, facts));
  if (rule) {
    return rule.label
      ? { label: { ...rule.label }, why: 'rule' }
      : { why: 'rule' };
  }
  if (isManaged(facts)) {
    return { label: { ...DEFAULT_TAG }, why: 'managed' };
  }
  const [used] = [...(facts.injectionLabels ?? [])].sort(
    (a, b) => b.namespaces - a.namespaces,
  );
  if (used) {
    const { key, value } = used;
    return { label: { key, value }, why: 'namespaces' };
  }
  return hasMesh(facts)
    ? { label: { ...DEFAULT_TAG }, why: 'mesh' }
    : { why: 'none' };
}

function applies(
  { clusters, hosting, selector }: InjectionRule,
  { cluster }: InjectionFacts,
): boolean {
  return (
    (clusters === undefined ||
      clusters.includes(cluster.ref) ||
      clusters.includes(cluster.name)) &&
    (hosting === undefined || hosting === cluster.hosting) &&
    (selector === undefined || matchesLabelSelector(cluster.labels, selector))
  );
}

// A mesh that is being taken away gives no sidecar, whoever ran it.
function isManaged({ cluster: { mesh } }: InjectionFacts): boolean {
  return (
    mesh !== undefined &&
    mesh.state !== 'deprovisioning' &&
    mesh.state !== 'not-managed' &&
    (mesh.managed === true || mesh.implementation === 'TRAFFIC_DIRECTOR')
  );
}

/** `not-managed` is what the fleet says of a control plane in the cluster. */
function hasMesh({ cluster: { mesh }, meshRevisions = [] }: InjectionFacts) {
  return (
    meshRevisions.length > 0 ||
    (mesh !== undefined && !['unknown', 'deprovisioning'].includes(mesh.state))
  );
}
