import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Shown on the page of actions, and run by the tests. */
export const examples: TemplateExample[] = [
  {
    description:
      'Every healthy production cluster, on-premise and in Google Cloud',
    example: `steps:
  - id: clusters
    action: anthos-fleet:clusters:select
    name: Choose the clusters
    input:
      hosting: [on-prem, gcp]
      labels: { env: prod }
      healthyOnly: true
`,
  },
  {
    description: 'Exactly one cluster of a site, by a label selector',
    example: `steps:
  - id: clusters
    action: anthos-fleet:clusters:select
    name: Choose the cluster
    input:
      platform: gdc-vmware
      labels: env in (prod, staging),!legacy
      sites: [Oslo DC1]
      max: 1
`,
  },
  {
    description: 'Clusters by their names',
    example: `steps:
  - id: clusters
    action: anthos-fleet:clusters:select
    name: Choose the clusters
    input:
      names: [atkv3-prod, europe-north1/atgcp1-prod]
`,
  },
];
