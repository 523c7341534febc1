import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Shown on the page of actions, and run by the tests. */
export const examples: TemplateExample[] = [
  {
    description: 'A namespace on two clusters, in a folder per cluster',
    example: `steps:
  - id: namespace
    action: anthos-fleet:namespace:create
    name: Write the namespace
    input:
      name: cadastre-main
      owner: group:default/team-property
      clusters:
        - acme-fleet/europe-north1/atkv3-prod
        - acme-fleet/europe-north1/atgcp1-prod
      source:
        repoUrl: https://git.example.com/acme/services.git
      targetPath: ./namespace
`,
  },
  {
    description:
      'With a quota, a token for the repository and overlays of kustomize',
    example: `steps:
  - id: namespace
    action: anthos-fleet:namespace:create
    name: Write the namespace
    input:
      name: cadastre-preview
      owner: team-property
      group: property@kartnord.example
      role: edit
      clusters:
        - acme-fleet/europe-north1/atgcp1-prod
      source:
        repoUrl: https://git.example.com/acme/cadastre.git
        branch: preview
        dir: deploy/{hosting}
        auth: token
        secret: git-token
      quota:
        pods: 10
        cpu: '2'
      layout:
        kind: kustomize
        overlays: hosting
`,
  },
  {
    description: "In a repository with Config Sync's own hierarchy",
    example: `steps:
  - id: namespace
    action: anthos-fleet:namespace:create
    name: Write the namespace
    input:
      name: cadastre-main
      owner: group:default/team-property
      clusters:
        - acme-fleet/europe-north1/atkv3-prod
        - acme-fleet/europe-north1/atgcp1-prod
      source:
        repoUrl: git@git.example.com:acme/services.git
        auth: ssh
        secret: git-key
      layout:
        kind: hierarchical
`,
  },
];
