/** Policies that objects of an entity violate. */
export const violations = {
  'violations.title': 'Policies',
  'violations.say': '{{violations}} of {{rules}} in its namespaces.',
  'violations.rules_one': '{{count}} rule',
  'violations.rules_other': '{{count}} rules',
  'violations.denied':
    'A rule that denies refuses the object when it is next made or changed.',
  'violations.remedy.privileged':
    'Take privileged: true out of the securityContext of the container.',
  'violations.remedy.escalation':
    'Set allowPrivilegeEscalation: false in the securityContext of the container.',
  'violations.remedy.user':
    'Set runAsNonRoot: true, and a runAsUser and runAsGroup that the rule allows, in the securityContext.',
  'violations.remedy.capabilities':
    'Drop the capabilities that the message names, in the securityContext of the container.',
  'violations.remedy.host':
    'Do without the network, the ports, the processes and the files of the node: take hostNetwork, hostPort, hostPID, hostIPC and hostPath out of the Pod.',
  'violations.remedy.readOnly':
    'Set readOnlyRootFilesystem: true in the securityContext of the container, and mount a volume where it has to write.',
  'violations.remedy.seccomp':
    'Set seccompProfile with type: RuntimeDefault in the securityContext.',
  'violations.remedy.labels': 'Add the labels that the message names.',
  'violations.remedy.registry':
    'Take the image from a registry that the rule allows.',
  'violations.remedy.tag':
    'Name the image by a version or by its digest, instead of by a tag that moves.',
  'violations.remedy.resources':
    'Set resources.requests and resources.limits of the container as the message asks.',
  'violations.remedy.probes':
    'Add the probes that the message names to the container.',
  'violations.remedy.secrets':
    'Mount the secret as a file, instead of passing it as an environment variable.',
  'violations.remedy.other':
    'Change the object in Git so that it keeps the rule; the message says what it breaks. Ask the platform team where it has to be an exception.',
} as const;
