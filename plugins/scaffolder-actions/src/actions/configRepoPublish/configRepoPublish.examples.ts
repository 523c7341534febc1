import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const example = (description: string, input: object): TemplateExample => ({
  description,
  example: stringify({
    steps: [
      {
        id: 'publish',
        name: 'Publish',
        action: 'anthos-fleet:config-repo:publish',
        input,
      },
    ],
  }),
});

/** Steps as they stand in a template. */
export const examples: TemplateExample[] = [
  example('Commit the manifests of a namespace to the platform repository', {
    repoUrl: 'https://git.example.com/acme/fleet-config.git',
    branch: 'main',
    sourcePath: 'namespace',
    targetPath: 'clusters/atkv3-prod/addresses',
    message: 'Add the namespace addresses',
  }),
  example('Name the repository as the repository picker does', {
    repoUrl: 'git.example.com?owner=acme&repo=fleet-config',
    targetPath: 'clusters/atkv3-prod/addresses',
    message: 'Add the namespace addresses',
  }),
  example('Add a service to the list of those that share its namespace', {
    repoUrl: 'https://git.example.com/acme/services.git',
    sourcePath: 'service',
    mergeLists: ['addresses/overlays/gcp/kustomization.yaml'],
    message: 'Run place-names in addresses',
  }),
  example('Commit to a branch of its own, which is made when it is missing', {
    repoUrl: 'https://git.example.com/acme/fleet-config.git',
    branch: 'staging',
    createBranch: true,
    sourcePath: 'namespace',
    targetPath: 'clusters/atkv3-stage/addresses',
    message: 'Try the namespace addresses',
  }),
  example('Remove what is not produced any more, with an author of its own', {
    repoUrl: 'https://git.example.com/acme/fleet-config.git',
    sourcePath: 'namespace',
    targetPath: 'clusters/atkv3-prod/addresses',
    message: 'Shrink the namespace addresses',
    removeStale: true,
    gitAuthorName: 'Platform portal',
    gitAuthorEmail: 'portal@example.com',
  }),
  example('Push a branch and ask for its review', {
    repoUrl: 'https://git.example.com/acme/fleet-config.git',
    sourcePath: 'namespace',
    targetPath: 'clusters/atkv3-prod/addresses',
    message: 'Add the namespace addresses',
    pullRequest: {
      title: 'Add the namespace addresses',
      description: 'Asked for by team-property.',
    },
  }),
];
