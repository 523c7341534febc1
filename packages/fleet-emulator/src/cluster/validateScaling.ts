import { fieldErrors, KubeCause } from './KubeError';
import { Json, KubeObject } from './objects';

const { required, invalid, notSupported } = fieldErrors;

/** Where each type of metric keeps what it measures. */
const SOURCES: Record<string, string> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};

function validateMetric(metric: Json, at: string): KubeCause[] {
  const { type } = metric;
  if (!type) {
    return [required(`${at}.type`, 'must specify a metric source type')];
  }
  const field = SOURCES[type];
  if (!field) {
    return [notSupported(`${at}.type`, type, Object.keys(SOURCES))];
  }
  const source = metric[field];
  const where = `${at}.${field}`;
  if (!source) {
    return [
      required(where, 'must populate information for the given metric source'),
    ];
  }
  const causes: KubeCause[] = [];
  if (type === 'Resource' || type === 'ContainerResource') {
    if (!source.name) {
      causes.push(required(`${where}.name`, 'must specify a resource name'));
    }
    if (type === 'ContainerResource' && !source.container) {
      causes.push(required(`${where}.container`, 'must specify a container'));
    }
    const {
      type: target,
      averageUtilization,
      averageValue,
    } = source.target ?? {};
    if (!target) {
      causes.push(
        required(`${where}.target.type`, 'must specify a metric target type'),
      );
    } else if (averageUtilization === undefined && averageValue === undefined) {
      causes.push(
        required(
          `${where}.target.averageUtilization`,
          'must set either a target raw value or a target utilization',
        ),
      );
    }
    if (typeof averageUtilization === 'number' && averageUtilization < 1) {
      causes.push(
        invalid(
          `${where}.target.averageUtilization`,
          averageUtilization,
          'must be greater than 0',
        ),
      );
    }
  }
  return causes;
}

export function validateAutoscaler({ spec }: KubeObject): KubeCause[] {
  const { scaleTargetRef, minReplicas, maxReplicas, metrics } = spec ?? {};
  const causes: KubeCause[] = [];
  for (const field of ['kind', 'name']) {
    if (!scaleTargetRef?.[field]) {
      causes.push(required(`spec.scaleTargetRef.${field}`));
    }
  }
  if (typeof minReplicas === 'number' && minReplicas < 1) {
    causes.push(
      invalid(
        'spec.minReplicas',
        minReplicas,
        'must be greater than or equal to 1',
      ),
    );
  }
  if (!(maxReplicas >= 1)) {
    causes.push(
      invalid('spec.maxReplicas', maxReplicas ?? 0, 'must be greater than 0'),
    );
  } else if (maxReplicas < minReplicas) {
    causes.push(
      invalid(
        'spec.maxReplicas',
        maxReplicas,
        'must be greater than or equal to `minReplicas`',
      ),
    );
  }
  return [
    ...causes,
    ...((metrics ?? []) as Json[]).flatMap((metric, index) =>
      validateMetric(metric, `spec.metrics[${index}]`),
    ),
  ];
}

function validateAmount(value: unknown, field: string): KubeCause[] {
  if (typeof value === 'number') {
    return value < 0
      ? [invalid(field, value, 'must be greater than or equal to 0')]
      : [];
  }
  return value === undefined || /^(100|\d{1,2})%$/.test(String(value))
    ? []
    : [
        invalid(
          field,
          value,
          "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
        ),
      ];
}

export function validateBudget({ spec }: KubeObject): KubeCause[] {
  const { minAvailable, maxUnavailable } = spec ?? {};
  const both =
    minAvailable !== undefined && maxUnavailable !== undefined
      ? [
          invalid(
            'spec',
            spec,
            'minAvailable and maxUnavailable cannot be both set',
          ),
        ]
      : [];
  return [
    ...both,
    ...validateAmount(minAvailable, 'spec.minAvailable'),
    ...validateAmount(maxUnavailable, 'spec.maxUnavailable'),
  ];
}
