import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Shown on the page of actions, and run by the tests. */
export const examples: TemplateExample[] = [
  {
    description: 'Check the files of a team before they are committed',
    example: `steps:
  - id: check
    action: anthos-fleet:manifests:check
    name: Check the manifests
    input:
      path: ./cadastre-main
      syncKind: RepoSync
      namespace: cadastre-main
`,
  },
  {
    description:
      'Ask the clusters as well whether they would take the manifests, and stop at warnings',
    example: `steps:
  - id: check
    action: anthos-fleet:manifests:check
    name: Ask the clusters
    input:
      syncKind: RootSync
      sourceFormat: unstructured
      clusters:
        - acme-fleet/europe-north1/atkv3-prod
      failOn: warning
`,
  },
];
