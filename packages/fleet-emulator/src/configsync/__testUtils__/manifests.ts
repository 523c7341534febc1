import type { Json } from '../../cluster/objects';

const SYSTEM = 'config-management-system';

/** JSON is YAML. */
export const yaml = (object: object) => `${JSON.stringify(object)}\n`;

export function namespace(name: string, annotations?: Json) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, ...(annotations ? { annotations } : {}) },
  };
}

export function configMap(
  name: string,
  extra: Json = {},
  data: Json = { a: '1' },
) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'maps', ...extra },
    data,
  };
}

export function deployment(
  name: string,
  image = 'maps/api:1',
  annotations = {},
) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'maps', annotations },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'api', image }] },
      },
    },
  };
}

/** A code, files that deserve it, and the stage that reports it. Beside them is a ConfigMap `a`. */
export const MISTAKES: Array<
  [code: string, files: Record<string, object | string>, stage: string]
> = [
  [
    '1010',
    {
      'prod/x.yaml': configMap('x', {
        annotations: { 'configsync.gke.io/x': '1' },
      }),
    },
    'source',
  ],
  [
    '1011',
    {
      'prod/x.yaml': configMap('x', {
        labels: { 'configsync.gke.io/x': '1' },
      }),
    },
    'source',
  ],
  [
    '1021',
    {
      'prod/x.yaml': {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'x', namespace: 'maps' },
      },
    },
    'source',
  ],
  ['1029', { 'prod/x.yaml': configMap('a') }, 'source'],
  ['1031', { 'prod/x.yaml': configMap('') }, 'source'],
  ['1034', { 'prod/x.yaml': namespace('config-management-system') }, 'source'],
  ['1036', { 'prod/x.yaml': configMap('X_1') }, 'source'],
  [
    '1045',
    { 'prod/x.yaml': { ...configMap('x'), status: { phase: 'x' } } },
    'source',
  ],
  [
    '1052',
    {
      'prod/x.yaml': {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'x', namespace: 'maps' },
      },
    },
    'source',
  ],
  [
    '1053',
    {
      'prod/x.yaml': configMap('x', {
        annotations: { 'configmanagement.gke.io/namespace-selector': 'x' },
      }),
    },
    'source',
  ],
  [
    '1054',
    { 'prod/x.yaml': configMap('x', { annotations: { x: 1 } }) },
    'source',
  ],
  [
    '1068',
    { 'prod/kustomization.yaml': 'resources: [missing.yaml]' },
    'rendering',
  ],
  [
    '1069',
    {
      'prod/x.yaml': {
        apiVersion: 'configsync.gke.io/v1beta1',
        kind: 'RootSync',
        metadata: { name: 'root-sync', namespace: SYSTEM },
        spec: {},
      },
    },
    'source',
  ],
  ['2001', { 'prod/x.yaml': 'a: [' }, 'source'],
  ['2009', { 'prod/x.yaml': { ...configMap('x'), apiVersion: 'v2' } }, 'sync'],
];
