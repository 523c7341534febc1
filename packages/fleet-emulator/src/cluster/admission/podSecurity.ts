import type { ClusterView } from '../ClusterView';
import { Admission } from '../clusterOptions';
import { fieldErrors, KubeError } from '../KubeError';
import { Json, KubeObject } from '../objects';
import { PodSecurityLevel, podSecurityViolations } from './podSecurityChecks';

const PREFIX = 'pod-security.kubernetes.io/';
const LEVELS: readonly PodSecurityLevel[] = [
  'privileged',
  'baseline',
  'restricted',
];

function levelOf(
  labels: Record<string, string>,
  mode: string,
): PodSecurityLevel | undefined {
  return LEVELS.find(level => level === labels[PREFIX + mode]);
}

function versionOf(labels: Record<string, string>, mode: string): string {
  return labels[`${PREFIX}${mode}-version`] ?? 'latest';
}

/** The level whose absence is told, and not refused: at least the one that is enforced. */
function warned(labels: Record<string, string>) {
  const own = levelOf(labels, 'warn');
  return own || labels[`${PREFIX}warn`]
    ? { level: own, version: versionOf(labels, 'warn') }
    : {
        level: levelOf(labels, 'enforce'),
        version: versionOf(labels, 'enforce'),
      };
}

function templateOf({ kind, spec }: KubeObject): Json | undefined {
  return kind === 'CronJob'
    ? spec?.jobTemplate?.spec?.template?.spec
    : spec?.template?.spec;
}

const CONTROLLERS = new Set([
  'cronjobs.batch',
  'daemonsets.apps',
  'deployments.apps',
  'jobs.batch',
  'replicasets.apps',
  'replicationcontrollers',
  'statefulsets.apps',
]);

/**
 * Pod Security admission: refuses pods that a namespace is not for, and warns of workloads whose
 * pods it would refuse.
 *
 * @throws KubeError Forbidden
 */
export function checkPodSecurity(
  cluster: ClusterView,
  {
    operation,
    kind,
    object,
    before,
    subresource,
    warn,
  }: Parameters<Admission>[0],
): void {
  const { namespace = '', name } = object.metadata;
  if (operation === 'DELETE' || subresource) {
    return;
  }
  if (kind.groupResource === 'namespaces') {
    checkLabels(object);
    return;
  }
  const isPod = kind.groupResource === 'pods';
  if (!isPod && !CONTROLLERS.has(kind.groupResource)) {
    return;
  }
  const labels = cluster.find('namespaces', namespace)?.metadata.labels ?? {};
  if (isPod && !before) {
    const level = levelOf(labels, 'enforce') ?? 'privileged';
    const violations = podSecurityViolations(level, object.spec ?? {});
    if (violations.length) {
      throw KubeError.forbidden(
        kind,
        name,
        `violates PodSecurity "${level}:${versionOf(
          labels,
          'enforce',
        )}": ${violations.join(', ')}`,
      );
    }
  }
  const { level, version } = warned(labels);
  const pod = isPod ? object.spec : templateOf(object);
  if (warn && level && pod) {
    const violations = podSecurityViolations(level, pod);
    if (violations.length) {
      warn(
        `would violate PodSecurity "${level}:${version}": ${violations.join(
          ', ',
        )}`,
      );
    }
  }
}

/** A level that nobody knows is refused, so that nobody believes in it. */
function checkLabels({ metadata: { labels = {}, name } }: KubeObject): void {
  for (const mode of ['enforce', 'audit', 'warn']) {
    const label = PREFIX + mode;
    if (labels[label] !== undefined && !levelOf(labels, mode)) {
      const { field, message } = fieldErrors.invalid(
        `metadata.labels[${label}]`,
        labels[label],
        `must be one of ${LEVELS.join(', ')}`,
      );
      throw new KubeError(
        'Invalid',
        `Namespace "${name}" is invalid: ${field}: ${message}`,
        {
          name,
          kind: 'Namespace',
          causes: [{ reason: 'FieldValueInvalid', message, field }],
        },
      );
    }
  }
}
