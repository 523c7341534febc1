import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Shown on the page of actions, and run by the tests. */
export const examples: TemplateExample[] = [
  {
    description: 'Wait until a commit of the platform is live on two clusters',
    example: `steps:
  - id: wait
    action: anthos-fleet:sync:wait
    name: Wait for the clusters
    input:
      clusters:
        - acme-fleet/europe-north1/atkv3-prod
        - acme-fleet/europe-north1/atgcp1-prod
      commit: 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567
`,
  },
  {
    description:
      "Wait for a team's own sync, which follows its repository in its namespace",
    example: `steps:
  - id: wait
    action: anthos-fleet:sync:wait
    name: Wait for the service
    input:
      clusters: [acme-fleet/europe-north1/atkv3-prod]
      repoUrl: https://git.example.com/acme/services.git
      namespace: cadastre-main
      commit: 0a1b2c3d
      timeout: { minutes: 30 }
      pollSeconds: 10
`,
  },
];
