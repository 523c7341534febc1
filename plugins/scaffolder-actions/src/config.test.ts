import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readSelfServiceConfig } from './config';

const read = (selfService: JsonObject) =>
  readSelfServiceConfig(new ConfigReader({ anthosFleet: { selfService } }));

describe('readSelfServiceConfig', () => {
  it('has a default for everything', () => {
    expect(readSelfServiceConfig(new ConfigReader({}))).toEqual(read({}));
    expect(read({})).toMatchObject({
      mesh: {
        injection: [],
        sidecar: { cpu: '100m', memory: '128Mi', memoryLimit: '1Gi' },
        eastWestNamespace: 'istio-system',
      },
      registries: {},
      identity: {},
      namespaces: { ownerLabel: 'owner', teamRole: 'view' },
    });
  });

  it('reads all of it', () => {
    const config = read({
      mesh: {
        trustDomain: 'cluster.local',
        injection: [
          { hosting: 'on-prem', selector: 'env=prod', label: 'istio.io/rev=a' },
          { clusters: ['bare'], label: 'none' },
        ],
        sidecar: { memory: '256Mi' },
        googleApis: ['199.36.153.8/30'],
      },
      ingress: {
        gcp: { api: 'gateway-api', gateway: 'gateways/external' },
        edge: { serviceAccount: 'edge/in' },
      },
      registries: { 'on-prem': 'registry.example:5000/apps' },
      identity: { gcp: { 'iam.gke.io/gcp-service-account': '{name}@x' } },
      namespaces: { roles: ['team'], quota: { pods: 5 } },
    });
    expect(config.mesh).toMatchObject({
      trustDomain: 'cluster.local',
      injection: [
        {
          hosting: 'on-prem',
          selector: expect.any(Array),
          label: { key: 'istio.io/rev', value: 'a' },
        },
        { clusters: ['bare'] },
      ],
      sidecar: { cpu: '100m', memory: '256Mi' },
    });
    expect(config.ingress.gcp).toEqual({
      api: 'gateway-api',
      gateway: { namespace: 'gateways', name: 'external' },
      serviceAccount: { namespace: 'gateways', name: 'external-istio' },
    });
    expect(config.ingress.edge.serviceAccount).toEqual({
      namespace: 'edge',
      name: 'in',
    });
    expect(config.registries).toEqual({
      'on-prem': 'registry.example:5000/apps',
    });
    expect(config.identity.gcp).toEqual({
      'iam.gke.io/gcp-service-account': '{name}@x',
    });
    expect(config.namespaces).toMatchObject({
      teamRole: 'team',
      quota: { pods: 5, cpu: '4' },
    });
  });

  it.each<[JsonObject, string]>([
    [{ mesh: { trustDomain: 'a b' } }, 'selfService.mesh.trustDomain is'],
    [{ mesh: { injection: [{ label: 'x=y' }] } }, 'mesh.injection[0].label is'],
    [
      { mesh: { injection: [{ label: 'none', hosting: 'moon' }] } },
      'mesh.injection[0].hosting is',
    ],
    [
      { mesh: { injection: [{ label: 'none', selector: 'a in' }] } },
      'mesh.injection[0].selector: ',
    ],
    [{ mesh: { sidecar: { cpu: 'much' } } }, 'mesh.sidecar.cpu is'],
    [{ mesh: { googleApis: ['here'] } }, 'mesh.googleApis has the entry'],
    [{ ingress: { gcp: { api: 'ingress' } } }, 'ingress.gcp.api is'],
    [{ ingress: { gcp: { gateway: 'external' } } }, 'ingress.gcp.gateway is'],
    [{ registries: { gcp: 'https://x' } }, 'registries.gcp is'],
    [{ identity: { gcp: { a: 1 } } }, 'identity.gcp must be'],
    [{ namespaces: { prefixes: ['A'] } }, 'namespaces.prefixes has'],
    [{ namespaces: { teamRole: 'owner' } }, 'namespaces.teamRole is'],
    [{ namespaces: { quota: { pods: 0 } } }, 'namespaces.quota.pods is'],
  ])('refuses %j', (selfService, message) => {
    expect(() => read(selfService)).toThrow(message);
  });
});
