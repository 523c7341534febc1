import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Shown on the page of actions, and run by the tests. */
export const examples: TemplateExample[] = [
  {
    description: 'A namespace on two clusters, whose team may edit it',
    example: `steps:
  - id: namespace
    action: anthos-fleet:fleet-namespace:create
    name: Create the namespace
    input:
      scope: property
      namespace: cadastre-preview
      clusters:
        - acme-fleet/europe-north1/atkv3-prod
        - acme-fleet/europe-north1/atgcp1-prod
      owner: group:default/team-property
      group: property@kartnord.example
      role: edit
      labels: { team: property }
`,
  },
  {
    description:
      'A namespace for nobody in particular, with more time for Google',
    example: `steps:
  - id: namespace
    action: anthos-fleet:fleet-namespace:create
    name: Create the namespace
    input:
      scope: sandbox
      namespace: trial
      clusters: [acme-fleet/europe-north1/atgcp1-prod]
      timeout: { minutes: 15 }
`,
  },
];
