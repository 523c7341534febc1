import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Shown on the page of actions, and run by the tests. */
export const examples: TemplateExample[] = [
  {
    description: 'A service that nobody calls yet, with a sample as its image',
    example: `steps:
  - id: service
    action: anthos-fleet:mesh-service:create
    name: Write the service
    input:
      name: parcel-search
      namespace: cadastre-main
      owner: group:default/team-property
      clusters:
        - acme-fleet/europe-north1/atkv3-prod
      targetPath: ./service
`,
  },
  {
    description: 'With callers, somebody whom it calls, and a host outside',
    example: `steps:
  - id: service
    action: anthos-fleet:mesh-service:create
    name: Write the service
    input:
      name: parcel-search
      namespace: cadastre-main
      owner: group:default/team-property
      description: Finds parcels by address
      system: system:default/land-register
      clusters:
        - acme-fleet/europe-north1/atkv3-prod
        - acme-fleet/europe-north1/atgcp1-prod
      image: registry.kartnord.example/cadastre/search:1.4.2
      callers:
        - component:default/cadastre-api
      callees:
        - component:default/address-api
      externalHosts:
        - login.example.org
`,
  },
  {
    description: 'Open to the public',
    example: `steps:
  - id: service
    action: anthos-fleet:mesh-service:create
    name: Write the service
    input:
      name: parcel-map
      namespace: cadastre-main
      owner: group:default/team-property
      clusters:
        - acme-fleet/europe-north1/atkv3-prod
        - acme-fleet/europe-north1/atgcp1-prod
      public:
        host: parcels.kartnord.example
        path: /map
      replicas: 3
`,
  },
];
