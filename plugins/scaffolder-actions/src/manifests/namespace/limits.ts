import type { ILimitRange } from 'kubernetes-models/v1/LimitRange';
import type { IResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import { addCpu, addMemory } from '../quantities';
import type { NamespacePlan } from './NamespacePlan';

/**
 * What the namespace may use: the team's share, and a sidecar for every pod where there is a mesh.
 * CPU has no limit, because a limit slows down even where nobody else wants the CPU.
 */
export function resourceQuota(
  { name: namespace, quota, network }: NamespacePlan,
  mesh: boolean,
): IResourceQuota {
  const { cpu, memory, memoryLimit } = network.sidecar;
  const sidecars = mesh ? quota.pods : 0;
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'compute', namespace },
    spec: {
      hard: {
        pods: String(quota.pods),
        'requests.cpu': addCpu(quota.cpu, cpu, sidecars),
        'requests.memory': addMemory(quota.memory, memory, sidecars),
        'limits.memory': addMemory(quota.memoryLimit, memoryLimit, sidecars),
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    },
  };
}

/** Containers that do not say what they need would be refused by the quota. */
export function limitRange({ name: namespace }: NamespacePlan): ILimitRange {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'defaults', namespace },
    spec: {
      limits: [
        {
          type: 'Container',
          default: { memory: '512Mi' },
          defaultRequest: { cpu: '100m', memory: '256Mi' },
        },
      ],
    },
  };
}
