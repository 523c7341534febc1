import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'See what a namespace holds, before a service is added to it',
    example: stringify({
      steps: [
        {
          id: 'fetch',
          name: 'See what is there',
          action: 'anthos-fleet:config-repo:fetch',
          input: {
            repoUrl: 'https://github.com/acme/services.git',
            branch: 'main',
            paths: ['cadastre-main/overlays'],
            targetPath: 'service',
          },
        },
      ],
    }),
  },
];
