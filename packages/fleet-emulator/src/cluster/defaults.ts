import { Kind } from './Kind';
import { Json, KubeObject } from './objects';

/** Sets what is absent. */
function fill(target: Json, defaults: Json): void {
  for (const [key, value] of Object.entries(defaults)) {
    if (target[key] === undefined) {
      target[key] = value;
    }
  }
}

function pullPolicy(image: unknown): string {
  const text = String(image ?? '');
  const tag = /:([^/:@]+)$/.exec(text)?.[1];
  return (tag === undefined || tag === 'latest') && !text.includes('@')
    ? 'Always'
    : 'IfNotPresent';
}

function podDefaults(spec: Json): void {
  fill(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  for (const container of [
    ...(spec.initContainers ?? []),
    ...(spec.containers ?? []),
  ]) {
    fill(container, {
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      imagePullPolicy: pullPolicy(container.image),
    });
    for (const port of container.ports ?? []) {
      fill(port, { protocol: 'TCP' });
    }
  }
}

/** What has a limit and no request, asks for all that it may have. */
function requestDefaults(spec: Json): void {
  for (const { resources } of [
    ...(spec.initContainers ?? []),
    ...(spec.containers ?? []),
  ]) {
    if (resources.limits) {
      resources.requests = { ...resources.limits, ...resources.requests };
    }
  }
}

function templateDefaults(object: KubeObject): void {
  if (object.spec?.template?.spec) {
    podDefaults(object.spec.template.spec);
  }
}

function subjectDefaults(object: KubeObject): void {
  const group = 'rbac.authorization.k8s.io';
  if (object.roleRef) {
    fill(object.roleRef, { apiGroup: group });
  }
  for (const subject of object.subjects ?? []) {
    if (subject.kind === 'User' || subject.kind === 'Group') {
      fill(subject, { apiGroup: group });
    }
  }
}

/** An address of the cluster's own range, the same for the same Service. */
function clusterIp({ metadata }: KubeObject): string {
  let hash = 7;
  for (const sign of `${metadata.namespace}/${metadata.name}`) {
    hash = (hash * 31 + sign.charCodeAt(0)) % 65_000;
  }
  return `10.96.${Math.floor(hash / 256)}.${hash % 256}`;
}

const BY_RESOURCE: Record<string, (object: KubeObject) => void> = {
  namespaces(object) {
    object.metadata.labels = {
      ...object.metadata.labels,
      'kubernetes.io/metadata.name': object.metadata.name,
    };
    fill(object, { spec: {} });
    fill(object.spec, { finalizers: ['kubernetes'] });
    fill(object, { status: { phase: 'Active' } });
  },
  'deployments.apps'(object) {
    fill(object.spec, {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
      },
    });
    templateDefaults(object);
  },
  'statefulsets.apps'(object) {
    fill(object.spec, { replicas: 1, podManagementPolicy: 'OrderedReady' });
    templateDefaults(object);
  },
  'replicasets.apps'(object) {
    fill(object.spec, { replicas: 1 });
    templateDefaults(object);
  },
  'daemonsets.apps': templateDefaults,
  'jobs.batch'(object) {
    fill(object.spec, { completions: 1, parallelism: 1, backoffLimit: 6 });
    templateDefaults(object);
  },
  pods(object) {
    fill(object.spec, { serviceAccountName: 'default' });
    podDefaults(object.spec);
    requestDefaults(object.spec);
    fill(object, { status: { phase: 'Pending' } });
  },
  services(object) {
    fill(object.spec, { type: 'ClusterIP', sessionAffinity: 'None' });
    if (object.spec.type !== 'ExternalName') {
      fill(object.spec, { clusterIP: clusterIp(object) });
      fill(object.spec, { clusterIPs: [object.spec.clusterIP] });
    }
    for (const port of object.spec.ports ?? []) {
      fill(port, { protocol: 'TCP', targetPort: port.port });
    }
  },
  'horizontalpodautoscalers.autoscaling'(object) {
    fill(object.spec, {
      minReplicas: 1,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
      ],
    });
  },
  limitranges(object) {
    for (const item of object.spec?.limits ?? []) {
      if (item.type === 'Container') {
        const limits = { ...item.max, ...item.default };
        const requests = { ...item.min, ...limits, ...item.defaultRequest };
        fill(item, {
          ...(Object.keys(limits).length ? { default: {} } : {}),
          ...(Object.keys(requests).length ? { defaultRequest: {} } : {}),
        });
        fill(item.default ?? {}, limits);
        fill(item.defaultRequest ?? {}, requests);
      }
    }
  },
  'networkpolicies.networking.k8s.io'(object) {
    const { ingress = [], egress } = object.spec;
    fill(object.spec, {
      podSelector: {},
      policyTypes: egress?.length ? ['Ingress', 'Egress'] : ['Ingress'],
    });
    for (const { ports = [] } of [...ingress, ...(egress ?? [])]) {
      for (const port of ports) {
        fill(port, { protocol: 'TCP' });
      }
    }
  },
  secrets(object) {
    fill(object, { type: 'Opaque' });
    if (object.stringData) {
      object.data = {
        ...object.data,
        ...Object.fromEntries(
          Object.entries(object.stringData as Record<string, string>).map(
            ([key, value]) => [key, Buffer.from(value).toString('base64')],
          ),
        ),
      };
      delete object.stringData;
    }
  },
  'rolebindings.rbac.authorization.k8s.io': subjectDefaults,
  'clusterrolebindings.rbac.authorization.k8s.io': subjectDefaults,
};

/** Kinds whose spec may be left out altogether by whoever writes them. */
const NEEDS_SPEC = new Set([
  'daemonsets.apps',
  'deployments.apps',
  'horizontalpodautoscalers.autoscaling',
  'jobs.batch',
  'networkpolicies.networking.k8s.io',
  'pods',
  'replicasets.apps',
  'services',
  'statefulsets.apps',
]);

/** Fills in what Kubernetes would. Changes the object. */
export function setDefaults(kind: Kind, object: KubeObject): void {
  if (NEEDS_SPEC.has(kind.groupResource)) {
    fill(object, { spec: {} });
  }
  BY_RESOURCE[kind.groupResource]?.(object);
}
