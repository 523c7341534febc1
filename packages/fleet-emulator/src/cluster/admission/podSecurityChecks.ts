import { Json } from '../objects';

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** A reason why a pod is not secure enough; nothing when it is. */
type Check = (pod: Json) => string | undefined;

/** Capabilities that a container has, or may ask for, under `baseline`. */
const DEFAULT_CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

const RESTRICTED_VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const SECCOMP = ['RuntimeDefault', 'Localhost'];

function containersOf(pod: Json): Json[] {
  return [...(pod.initContainers ?? []), ...(pod.containers ?? [])];
}

function quote(names: readonly unknown[]): string {
  return [...new Set(names)].map(name => JSON.stringify(name)).join(', ');
}

/** `container "a" must ...`, `containers "a", "b" must ...` */
function named(containers: Json[], rest: string): string {
  const names = containers.map(({ name }) => name);
  return `container${names.length > 1 ? 's' : ''} ${quote(names)} ${rest}`;
}

function offenders(
  title: string,
  rest: string,
  isWrong: (container: Json, pod: Json) => boolean,
): Check {
  return pod => {
    const wrong = containersOf(pod).filter(container =>
      isWrong(container, pod),
    );
    return wrong.length ? `${title} (${named(wrong, rest)})` : undefined;
  };
}

const added = ({ securityContext }: Json): string[] =>
  securityContext?.capabilities?.add ?? [];

const hostNamespaces: Check = pod => {
  const used = ['hostNetwork', 'hostPID', 'hostIPC'].filter(
    field => pod[field],
  );
  return used.length
    ? `host namespaces (${used.map(field => `${field}=true`).join(', ')})`
    : undefined;
};

function volumes(title: string, isWrong: (volume: Json) => boolean): Check {
  return pod => {
    const wrong = ((pod.volumes ?? []) as Json[]).filter(isWrong);
    const names = quote(wrong.map(({ name }) => name));
    return wrong.length
      ? `${title} (volume${wrong.length > 1 ? 's' : ''} ${names})`
      : undefined;
  };
}

const hostPorts: Check = pod => {
  const wrong = containersOf(pod).filter(({ ports = [] }) =>
    ports.some(({ hostPort }: Json) => hostPort),
  );
  const ports = wrong.flatMap(container =>
    (container.ports as Json[]).flatMap(({ hostPort }) => hostPort ?? []),
  );
  return wrong.length
    ? `hostPort (${named(
        wrong,
        `use${wrong.length > 1 ? '' : 's'} hostPort${
          ports.length > 1 ? 's' : ''
        } ${ports.join(', ')}`,
      )})`
    : undefined;
};

const privileged = offenders(
  'privileged',
  'must not set securityContext.privileged=true',
  ({ securityContext }) => securityContext?.privileged === true,
);

const baselineCapabilities: Check = pod => {
  const foreign = (container: Json) =>
    added(container).filter(name => !DEFAULT_CAPABILITIES.includes(name));
  const wrong = containersOf(pod).filter(
    container => foreign(container).length,
  );
  return wrong.length
    ? `non-default capabilities (${named(
        wrong,
        `must not include ${quote(
          wrong.flatMap(foreign),
        )} in securityContext.capabilities.add`,
      )})`
    : undefined;
};

const unconfined = offenders(
  'seccompProfile',
  'must not set securityContext.seccompProfile.type to "Unconfined"',
  ({ securityContext }, pod) =>
    (securityContext?.seccompProfile ?? pod.securityContext?.seccompProfile)
      ?.type === 'Unconfined',
);

const privilegeEscalation = offenders(
  'allowPrivilegeEscalation != false',
  'must set securityContext.allowPrivilegeEscalation=false',
  ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false,
);

const restrictedCapabilities: Check = pod => {
  const foreign = (container: Json) =>
    added(container).filter(name => name !== 'NET_BIND_SERVICE');
  const all = containersOf(pod);
  const keeping = all.filter(
    ({ securityContext }) =>
      !securityContext?.capabilities?.drop?.includes('ALL'),
  );
  const adding = all.filter(container => foreign(container).length);
  const details = [
    ...(keeping.length
      ? [named(keeping, 'must set securityContext.capabilities.drop=["ALL"]')]
      : []),
    ...(adding.length
      ? [
          named(
            adding,
            `must not include ${quote(
              adding.flatMap(foreign),
            )} in securityContext.capabilities.add`,
          ),
        ]
      : []),
  ];
  return details.length
    ? `unrestricted capabilities (${details.join('; ')})`
    : undefined;
};

const runAsNonRoot = offenders(
  'runAsNonRoot != true',
  'must set securityContext.runAsNonRoot=true',
  ({ securityContext }, pod) =>
    (securityContext?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot) !==
    true,
);

const runAsUser: Check = pod => {
  const wrong = containersOf(pod).filter(
    ({ securityContext }) => securityContext?.runAsUser === 0,
  );
  const details = [
    ...(pod.securityContext?.runAsUser === 0
      ? ['pod must not set runAsUser=0']
      : []),
    ...(wrong.length ? [named(wrong, 'must not set runAsUser=0')] : []),
  ];
  return details.length ? `runAsUser=0 (${details.join(', ')})` : undefined;
};

const seccomp = offenders(
  'seccompProfile',
  'must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
  ({ securityContext }, pod) =>
    !SECCOMP.includes(
      (securityContext?.seccompProfile ?? pod.securityContext?.seccompProfile)
        ?.type,
    ),
);

/** Both may be set on the pod instead, and the words say so. */
function orPod(check: Check): Check {
  return pod => check(pod)?.replace('(container', '(pod or container');
}

const BASELINE: readonly Check[] = [
  baselineCapabilities,
  hostNamespaces,
  volumes('hostPath volumes', ({ hostPath }) => Boolean(hostPath)),
  hostPorts,
  privileged,
  unconfined,
];

const RESTRICTED: readonly Check[] = [
  privilegeEscalation,
  restrictedCapabilities,
  hostNamespaces,
  hostPorts,
  privileged,
  volumes('restricted volume types', volume =>
    Object.keys(volume).some(
      key => key !== 'name' && !RESTRICTED_VOLUMES.includes(key),
    ),
  ),
  orPod(runAsNonRoot),
  runAsUser,
  orPod(seccomp),
];

/** Everything that keeps a pod from a level, in Kubernetes' order and words. */
export function podSecurityViolations(
  level: PodSecurityLevel,
  pod: Json,
): string[] {
  const checks = { privileged: [], baseline: BASELINE, restricted: RESTRICTED };
  return checks[level].flatMap(check => check(pod) ?? []);
}
