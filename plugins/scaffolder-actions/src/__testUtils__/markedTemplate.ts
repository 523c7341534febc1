import type { Entity } from '@backstage/catalog-model';

/** A template of which a policy can hide what is marked as of the platform. */
export const MARKED: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'marked', namespace: 'default' },
  spec: {
    type: 'namespace',
    owner: 'group:default/platform',
    parameters: [
      { title: 'Everybody', properties: { why: { type: 'string' } } },
      {
        title: 'Platform only',
        'backstage:permissions': { tags: ['platform'] },
        properties: { path: { type: 'string' } },
      },
    ],
    steps: [
      {
        id: 'clusters',
        name: 'Look',
        action: 'anthos-fleet:clusters:select',
        input: {},
      },
      {
        id: 'publish',
        name: 'Commit',
        action: 'anthos-fleet:config-repo:publish',
        'backstage:permissions': { tags: ['platform'] },
        input: {
          repoUrl: '${{ environment.parameters.platformRepository }}',
          message: 'Nothing',
        },
      },
    ],
    output: {},
  },
};
