/** The commands that lead into a cluster through the Connect Gateway. */
export const terminal = {
  'terminal.title': 'Open a terminal',
  'terminal.cluster': 'Cluster',
  'terminal.connect': 'Let kubectl speak to the cluster',
  'terminal.look': 'Look around',
  'terminal.rights': 'Rights that it takes',
  'terminal.iam':
    'On the project {{project}}: the role {{role}}, and {{viewer}} for older versions of gcloud.',
  'terminal.change':
    'To change something: {{editor}}. For exec, cp and port-forward: {{admin}}, and a recent kubectl.',
  'terminal.rbac':
    'On the cluster: an RBAC role, which an administrator of the cluster grants; view is enough to look.',
  'terminal.rbacAgent':
    'On the cluster: an RBAC role, and leave for its Connect agent to act for you. An administrator of the cluster grants both; view is enough to look.',
  'terminal.grant': 'What an administrator of the cluster runs',
} as const;
