import { Kind } from './Kind';
import { fieldErrors, KubeCause } from './KubeError';
import { equal, Json, KubeObject } from './objects';
import { keyProblems, labelValueProblems, nameProblems } from './names';
import { matchesLabels } from './selectors';
import { validateDefinition } from './validateDefinition';
import {
  validateLimitRange,
  validateQuota,
  validateResources,
} from './validateLimits';
import { validateNetworkPolicy } from './validateNetworkPolicy';
import { validateAutoscaler, validateBudget } from './validateScaling';

const { required, invalid, forbidden } = fieldErrors;

/** Names, labels and annotations, which all kinds have. */
export function validateMetadata(kind: Kind, object: KubeObject): KubeCause[] {
  const { name, labels = {}, annotations = {} } = object.metadata;
  return [
    ...nameProblems(name, kind.nameRule).map(problem =>
      invalid('metadata.name', name, problem),
    ),
    ...labelCauses('metadata.labels', labels),
    ...Object.keys(annotations).flatMap(key =>
      keyProblems(key.toLowerCase()).map(problem =>
        invalid('metadata.annotations', key, problem),
      ),
    ),
  ];
}

function labelCauses(field: string, labels: Record<string, string>) {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...keyProblems(key).map(problem => invalid(field, key, problem)),
    ...labelValueProblems(value).map(problem => invalid(field, value, problem)),
  ]);
}

/** Go's writing of a map, as Kubernetes' messages have it. */
function goMap(map: Record<string, string> | undefined): string {
  return `map[string]string{${Object.entries(map ?? {})
    .sort()
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
    .join(', ')}}`;
}

function goCause(field: string, value: string, detail: string): KubeCause {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${value}: ${detail}`,
    field,
  };
}

function immutable(
  field: string,
  before: unknown,
  after: unknown,
  value: string = JSON.stringify(after ?? null),
): KubeCause[] {
  return equal(before, after)
    ? []
    : [goCause(field, value, 'field is immutable')];
}

function goSelector(selector: Json | undefined): string {
  return `v1.LabelSelector{MatchLabels:${goMap(
    selector?.matchLabels,
  )}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}`;
}

function validateContainers(field: string, spec: Json | undefined) {
  const containers = spec?.containers;
  if (!Array.isArray(containers) || containers.length === 0) {
    return [required(`${field}.containers`)];
  }
  const seen = new Set<string>();
  return containers.flatMap((container: Json, index): KubeCause[] => {
    const at = `${field}.containers[${index}]`;
    const { name } = container;
    const causes: KubeCause[] = [];
    if (!name) {
      causes.push(required(`${at}.name`));
    } else if (seen.has(name)) {
      causes.push({
        reason: 'FieldValueDuplicate',
        message: `Duplicate value: ${JSON.stringify(name)}`,
        field: `${at}.name`,
      });
    } else {
      causes.push(
        ...nameProblems(name, 'dns-label').map(problem =>
          invalid(`${at}.name`, name, problem),
        ),
      );
    }
    seen.add(name);
    causes.push(...validateResources(container, at));
    return container.image ? causes : [...causes, required(`${at}.image`)];
  });
}

function validateWorkload(object: KubeObject, before?: KubeObject) {
  const { selector, template, replicas } = object.spec ?? {};
  const labels = template?.metadata?.labels;
  const causes: KubeCause[] = [];
  if (typeof replicas === 'number' && replicas < 0) {
    causes.push(
      invalid('spec.replicas', replicas, 'must be greater than or equal to 0'),
    );
  }
  if (!selector) {
    causes.push(required('spec.selector'));
  } else if (!matchesLabels(selector, labels)) {
    causes.push(
      goCause(
        'spec.template.metadata.labels',
        goMap(labels),
        '`selector` does not match template `labels`',
      ),
    );
  }
  causes.push(
    ...labelCauses('spec.template.labels', labels ?? {}),
    ...validateContainers('spec.template.spec', template?.spec),
  );
  return before
    ? [
        ...causes,
        ...immutable(
          'spec.selector',
          before.spec.selector,
          selector,
          goSelector(selector),
        ),
      ]
    : causes;
}

function validateService(object: KubeObject, before?: KubeObject) {
  const { ports = [], clusterIP, type } = object.spec ?? {};
  const causes: KubeCause[] = [];
  if (ports.length === 0 && clusterIP !== 'None' && type !== 'ExternalName') {
    causes.push(required('spec.ports'));
  }
  (ports as Json[]).forEach((port, index) => {
    const at = `spec.ports[${index}]`;
    if (ports.length > 1 && !port.name) {
      causes.push(required(`${at}.name`));
    }
    if (!(port.port >= 1 && port.port <= 65_535)) {
      causes.push(
        invalid(
          `${at}.port`,
          port.port ?? 0,
          'must be between 1 and 65535, inclusive',
        ),
      );
    }
  });
  const old = before?.spec.clusterIP;
  return old && clusterIP !== old
    ? [...causes, ...immutable('spec.clusterIP', old, clusterIP)]
    : causes;
}

function validateBinding(object: KubeObject, before?: KubeObject) {
  const { roleRef = {}, subjects = [] } = object;
  const causes: KubeCause[] = [];
  if (!roleRef.name) {
    causes.push(required('roleRef.name'));
  }
  const kinds =
    object.kind === 'ClusterRoleBinding'
      ? ['ClusterRole']
      : ['Role', 'ClusterRole'];
  if (!kinds.includes(roleRef.kind)) {
    causes.push(
      fieldErrors.notSupported('roleRef.kind', roleRef.kind ?? '', kinds),
    );
  }
  (subjects as Json[]).forEach((subject, index) => {
    if (!subject.name) {
      causes.push(required(`subjects[${index}].name`));
    }
    if (subject.kind === 'ServiceAccount' && !subject.namespace) {
      causes.push(required(`subjects[${index}].namespace`));
    }
  });
  return before && !equal(before.roleRef, roleRef)
    ? [
        ...causes,
        goCause(
          'roleRef',
          `rbac.RoleRef{APIGroup:"${roleRef.apiGroup ?? ''}", Kind:"${
            roleRef.kind
          }", Name:"${roleRef.name}"}`,
          'cannot change roleRef',
        ),
      ]
    : causes;
}

function validateFrozenData(object: KubeObject, before?: KubeObject) {
  if (!before?.immutable) {
    return [];
  }
  return ['data', 'binaryData', 'immutable']
    .filter(field => !equal(before[field], object[field]))
    .map(field =>
      forbidden(field, 'field is immutable when `immutable` is set'),
    );
}

function validateJob(object: KubeObject, before?: KubeObject) {
  return [
    ...validateContainers('spec.template.spec', object.spec?.template?.spec),
    ...(before
      ? immutable(
          'spec.template',
          before.spec.template?.spec,
          object.spec?.template?.spec,
        )
      : []),
  ];
}

function validatePod(object: KubeObject) {
  return validateContainers('spec', object.spec);
}

type Validate = (object: KubeObject, before?: KubeObject) => KubeCause[];

const BY_RESOURCE: Record<string, Validate> = {
  'clusterrolebindings.rbac.authorization.k8s.io': validateBinding,
  configmaps: validateFrozenData,
  'customresourcedefinitions.apiextensions.k8s.io': validateDefinition,
  'daemonsets.apps': validateWorkload,
  'deployments.apps': validateWorkload,
  'horizontalpodautoscalers.autoscaling': validateAutoscaler,
  'jobs.batch': validateJob,
  limitranges: validateLimitRange,
  'networkpolicies.networking.k8s.io': validateNetworkPolicy,
  'poddisruptionbudgets.policy': validateBudget,
  pods: validatePod,
  resourcequotas: validateQuota,
  'rolebindings.rbac.authorization.k8s.io': validateBinding,
  secrets: (object, before) => [
    ...validateFrozenData(object, before),
    ...(before ? immutable('type', before.type, object.type) : []),
  ],
  services: validateService,
  'statefulsets.apps': validateWorkload,
};

/** What Kubernetes would not take of an object; the rules that people meet most. */
export function validateObject(
  kind: Kind,
  object: KubeObject,
  before?: KubeObject,
): KubeCause[] {
  return [
    ...validateMetadata(kind, object),
    ...(BY_RESOURCE[kind.groupResource]?.(object, before) ?? []),
  ];
}
