import { at, finding, perObject, textOf } from '../fields';
import { containersOf, workloadOf } from '../workloads';

/** Without requests, nobody knows where a pod has room. */
export const resources = perObject(object => {
  const workload = workloadOf(object);
  return (workload ? containersOf(workload) : []).flatMap(
    ({ value, name, path }) => {
      const missing = [
        ['requests', 'cpu'],
        ['requests', 'memory'],
        ['limits', 'memory'],
      ].filter(field => at(value, ['resources', ...field]) === undefined);
      return missing.length
        ? [
            finding('pod/resources', object, [...path, 'resources'], {
              severity: 'warning',
              message: `Container ${name} has no ${missing
                .map(field => `resources.${field.join('.')}`)
                .join(', ')}`,
              cause:
                'Without requests pods are put where there is no room, and without a limit of memory one container takes that of others; where a quota is set and no LimitRange fills them in, the pod is refused.',
              remedy:
                'Set resources.requests for cpu and memory, and resources.limits.memory.',
            }),
          ]
        : [];
    },
  );
});

/** Traffic is sent to what is ready, and what hangs is started again. */
export const probes = perObject(object => {
  const workload = workloadOf(object);
  if (!workload || workload.ends || object.kind === 'Pod') {
    return [];
  }
  return containersOf(workload)
    .filter(({ path }) => path.includes('containers'))
    .filter(({ value }) => Array.isArray(value.ports))
    .flatMap(({ value, name, path }) => {
      const missing = ['readinessProbe', 'livenessProbe'].filter(
        field => value[field] === undefined,
      );
      return missing.length
        ? [
            finding('pod/probes', object, path, {
              severity: 'warning',
              message: `Container ${name} has no ${missing.join(' and no ')}`,
              cause:
                'Without a readiness probe, requests reach pods that are still starting; without a liveness probe, one that hangs is never started again.',
              remedy: `Add ${missing.join(' and ')} to the container.`,
            }),
          ]
        : [];
    });
});

/** What runs must not change by itself. */
export const latestImage = perObject(object => {
  const workload = workloadOf(object);
  return (workload ? containersOf(workload) : []).flatMap(
    ({ value, name, path }) => {
      const image = textOf(value.image);
      const last = image?.split('/').pop() ?? '';
      const floats =
        image !== undefined &&
        !image.includes('@') &&
        (!last.includes(':') || last.endsWith(':latest'));
      return floats
        ? [
            finding('pod/latest-image', object, [...path, 'image'], {
              severity: 'warning',
              message: `Container ${name} runs an image without a fixed version`,
              cause:
                'latest is whatever was pushed last: pods of one workload may differ, and going back to an older commit does not go back to what ran then.',
              remedy: 'Name a version, or better the digest, of the image.',
            }),
          ]
        : [];
    },
  );
});
