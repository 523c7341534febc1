import { at, finding, listOf, perObject, textsOf } from '../fields';
import { containersOf, workloadOf } from '../workloads';

/** What the restricted level of Pod Security asks of each container. */
export const restricted = perObject(object => {
  const workload = workloadOf(object);
  if (!workload) {
    return [];
  }
  const pod = [...workload.pod, 'spec'];
  const shared = at(object.value, [...pod, 'securityContext']);
  const host = ['hostNetwork', 'hostPID', 'hostIPC'].filter(
    field => at(object.value, [...pod, field]) === true,
  );
  const mounted = listOf(at(object.value, [...pod, 'volumes'])).flatMap(
    (volume, index) => (at(volume, ['hostPath']) === undefined ? [] : [index]),
  );
  const words = (what: string) => ({
    severity: 'warning' as const,
    message: `Pod Security restricted refuses this pod: ${what}`,
    cause:
      'If the namespace enforces the restricted level, as namespaces of the portal do, no pod of this workload is started.',
    remedy:
      'Set runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities.drop: [ALL] and seccompProfile.type: RuntimeDefault, and use nothing of the node.',
  });
  return [
    ...host.map(field =>
      finding(
        'pod/restricted',
        object,
        [...pod, field],
        words(`${field} is set`),
      ),
    ),
    ...mounted.map(index =>
      finding(
        'pod/restricted',
        object,
        [...pod, 'volumes', index],
        words('it mounts a folder of the node'),
      ),
    ),
    ...containersOf(workload).flatMap(({ value, name, path }) => {
      const own = at(value, ['securityContext']);
      const either = (...field: string[]) =>
        at(own, field) ?? at(shared, field);
      const added = textsOf(at(own, ['capabilities', 'add'])).filter(
        capability => capability !== 'NET_BIND_SERVICE',
      );
      const profile = either('seccompProfile', 'type');
      const faults = [
        ...(at(own, ['privileged']) === true ? ['privileged is true'] : []),
        ...(at(own, ['allowPrivilegeEscalation']) === false
          ? []
          : ['allowPrivilegeEscalation is not false']),
        ...(textsOf(at(own, ['capabilities', 'drop'])).includes('ALL')
          ? []
          : ['capabilities.drop does not have ALL']),
        ...(added.length ? [`capabilities.add has ${added.join(', ')}`] : []),
        ...(either('runAsNonRoot') === true
          ? []
          : ['runAsNonRoot is not true']),
        ...(either('runAsUser') === 0 ? ['runAsUser is 0'] : []),
        ...(profile === 'RuntimeDefault' || profile === 'Localhost'
          ? []
          : ['seccompProfile is not RuntimeDefault']),
      ];
      return faults.length
        ? [
            finding(
              'pod/restricted',
              object,
              [...path, 'securityContext'],
              words(`in container ${name}, ${faults.join(', ')}`),
            ),
          ]
        : [];
    }),
  ];
});

/** An identity of its own is what rights are given to. */
export const defaultServiceAccount = perObject(object => {
  const workload = workloadOf(object);
  const path = [...(workload?.pod ?? []), 'spec', 'serviceAccountName'];
  const account = workload && at(object.value, path);
  return workload && (account === undefined || account === 'default')
    ? [
        finding('pod/default-service-account', object, path, {
          severity: 'warning',
          message: 'Pods run as the service account default',
          cause:
            'All pods of a namespace without an account of their own share it, so neither the mesh nor the cluster can tell them apart.',
          remedy:
            'Make a ServiceAccount for the workload and name it in serviceAccountName.',
        }),
      ]
    : [];
});
