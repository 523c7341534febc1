import { KubeError } from './KubeError';
import { Json, KubeObject } from './objects';

type Test = (object: KubeObject) => boolean;

const LABEL_KEY = String.raw`[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?`;
const SET_BASED = new RegExp(`^(${LABEL_KEY})\\s+(in|notin)\\s*\\(([^)]*)\\)$`);
const EQUALITY = new RegExp(`^(${LABEL_KEY})\\s*(==|=|!=)\\s*(\\S*)$`);
const EXISTS = new RegExp(`^(!?)\\s*(${LABEL_KEY})$`);

/** Splits at commas that are not between brackets. */
function requirements(selector: string): string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function labelTest(part: string): Test {
  const label = (object: KubeObject, key: string) =>
    object.metadata.labels?.[key];
  const set = SET_BASED.exec(part);
  if (set) {
    const [, key, , operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    return object => {
      const value = label(object, key);
      const among = value !== undefined && values.includes(value);
      return operator === 'in' ? among : !among;
    };
  }
  const equality = EQUALITY.exec(part);
  if (equality) {
    const [, key, , operator, wanted] = equality;
    return object => (label(object, key) === wanted) === (operator !== '!=');
  }
  const exists = EXISTS.exec(part);
  if (exists) {
    const [, not, key] = exists;
    return object => (label(object, key) !== undefined) === (not === '');
  }
  throw KubeError.badRequest(
    `unable to parse requirement: found '${part}', expected: a label key, =, ==, !=, in or notin`,
  );
}

/**
 * Reads a label selector such as `app=api,env in (dev, test),!old`.
 *
 * @throws KubeError BadRequest
 */
export function parseLabelSelector(selector: string): Test {
  const tests = requirements(selector).map(labelTest);
  return object => tests.every(test => test(object));
}

/** Fields that Kubernetes selects by, beside the name and namespace of every kind. */
const FIELDS: Record<string, readonly string[]> = {
  namespaces: ['status.phase'],
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.name',
    'involvedObject.namespace',
    'involvedObject.uid',
    'reason',
    'type',
  ],
  secrets: ['type'],
  'replicasets.apps': ['status.replicas'],
  'jobs.batch': ['status.successful'],
  nodes: ['spec.unschedulable'],
};

function fieldOf(object: KubeObject, path: string): string {
  const value = path
    .split('.')
    .reduce<any>((inner, key) => inner?.[key], object);
  return value === undefined || value === null ? '' : String(value);
}

/**
 * Reads a field selector such as `metadata.name=api,status.phase!=Running`.
 *
 * @throws KubeError BadRequest for a field that the kind cannot be selected by
 */
export function parseFieldSelector(
  selector: string,
  groupResource: string,
): Test {
  const supported = [
    'metadata.name',
    'metadata.namespace',
    ...(FIELDS[groupResource] ?? []),
  ];
  const tests = requirements(selector).map((part): Test => {
    const [, path, operator, wanted] =
      /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? [];
    if (path === undefined) {
      throw KubeError.badRequest(
        `invalid selector: '${part}'; can't understand '${part}'`,
      );
    }
    if (!supported.includes(path)) {
      throw KubeError.badRequest(`field label not supported: ${path}`);
    }
    return object => (fieldOf(object, path) === wanted) === (operator !== '!=');
  });
  return object => tests.every(test => test(object));
}

/** Whether labels satisfy a `LabelSelector` object. An absent selector matches nothing. */
export function matchesLabels(
  selector: any,
  labels: Record<string, string> = {},
): boolean {
  if (!selector) {
    return false;
  }
  const expressions = (selector.matchExpressions ?? []) as Json[];
  return (
    Object.entries(selector.matchLabels ?? {}).every(
      ([key, value]) => labels[key] === value,
    ) && expressions.every(expression => matchesExpression(expression, labels))
  );
}

function matchesExpression(
  { key, operator, values = [] }: any,
  labels: Record<string, string>,
): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
