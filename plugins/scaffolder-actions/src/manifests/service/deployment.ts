import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { metadataOf, podLabels, selectorOf } from './labels';
import type { ServicePlan } from './ServicePlan';

/** What the autoscaler looks at: without a name it would count the sidecar. */
export const APP_CONTAINER = 'app';
/** Named, so that nothing else has to know the number. */
export const HTTP_PORT = 'http';

// Who the users of distroless images are; the sample has no number of its own, which the kubelet
// needs to see that it is not root.
const SAMPLE_USER = 65532;

const DRAIN_SECONDS = 10;

/** Writes an image as a container wants it. */
export function imageText({
  name,
  tag,
  digest,
}: {
  name: string;
  tag?: string;
  digest?: string;
}): string {
  return `${name}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}

/**
 * The workload. It has no `replicas`: the autoscaler and Config Sync would fight over them
 * (KNV2005).
 */
export function deployment(plan: ServicePlan): IDeployment {
  const matchLabels = selectorOf(plan);
  const { sidecar } = plan;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(plan),
    spec: {
      revisionHistoryLimit: 5,
      selector: { matchLabels },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      },
      template: {
        metadata: {
          labels: podLabels(plan),
          annotations: {
            'proxy.istio.io/config': JSON.stringify({
              holdApplicationUntilProxyStarts: true,
            }),
            // What the quota of the namespace counts for it.
            'sidecar.istio.io/proxyCPU': sidecar.cpu,
            'sidecar.istio.io/proxyMemory': sidecar.memory,
            'sidecar.istio.io/proxyMemoryLimit': sidecar.memoryLimit,
          },
        },
        spec: {
          serviceAccountName: plan.name,
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            ...(plan.image.sample && {
              runAsUser: SAMPLE_USER,
              runAsGroup: SAMPLE_USER,
            }),
            seccompProfile: { type: 'RuntimeDefault' },
          },
          terminationGracePeriodSeconds: 30,
          topologySpreadConstraints: [
            'topology.kubernetes.io/zone',
            'kubernetes.io/hostname',
          ].map(topologyKey => ({
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: 'ScheduleAnyway' as const,
            labelSelector: { matchLabels },
          })),
          containers: [container(plan)],
          volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
        },
      },
    },
  };
}

function container({ image, port, resources }: ServicePlan): IContainer {
  const probe = (path: string) => ({ httpGet: { path, port: HTTP_PORT } });
  return {
    name: APP_CONTAINER,
    image: imageText(image),
    env: [{ name: 'PORT', value: String(port) }],
    // Without the protocol, Config Sync cannot encode what it declared (KNV1067).
    ports: [{ name: HTTP_PORT, containerPort: port, protocol: 'TCP' }],
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    resources: {
      requests: { cpu: resources.cpu, memory: resources.memory },
      limits: { memory: resources.memoryLimit },
    },
    startupProbe: { ...probe('/live'), periodSeconds: 2, failureThreshold: 30 },
    livenessProbe: {
      ...probe('/live'),
      periodSeconds: 10,
      failureThreshold: 3,
    },
    readinessProbe: {
      ...probe('/ready'),
      periodSeconds: 5,
      failureThreshold: 2,
    },
    // Others keep sending until they have heard that the pod is leaving.
    lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
}
