import type { ObservedEgress } from '../model';
import { judgeCallees } from './callees';

const told = (
  namespace: string,
  hosts: string[],
  more: Partial<ObservedEgress> = {},
): ObservedEgress => ({
  kind: 'Sidecar',
  namespace,
  name: 'default',
  selector: {},
  hosts,
  ...more,
});

const all = {
  scope: 'all',
  hosts: [],
  outside: 'unknown',
  declared: [],
  exceptions: [],
};

describe('judgeCallees', () => {
  it('is everyone where nothing narrows it', () => {
    expect(judgeCallees('maps', [])).toEqual(all);
    expect(judgeCallees('maps', [told('other', ['./*'])])).toEqual(all);
    expect(judgeCallees('maps', [told('maps', ['./*', '*/*'])])).toEqual(all);
  });

  it('is whom the Sidecar of the namespace names', () => {
    expect(
      judgeCallees('maps', [
        told('istio-system', ['*/*']),
        told('maps', ['./*', 'land/register.land.svc.cluster.local', 'bare'], {
          outbound: 'REGISTRY_ONLY',
        }),
        told('maps', ['*/*'], { name: 'web', selector: { app: 'web' } }),
        told('maps', ['api.example.com', 'api.example.com'], {
          kind: 'ServiceEntry',
          name: 'api',
        }),
        told('other', ['elsewhere.example.com'], { kind: 'ServiceEntry' }),
      ]),
    ).toEqual({
      scope: 'listed',
      hosts: [
        { namespace: '*', host: 'bare' },
        { namespace: '.', host: '*' },
        { namespace: 'land', host: 'register.land.svc.cluster.local' },
      ],
      outside: 'refused',
      declared: ['api.example.com'],
      exceptions: ['app=web'],
    });
  });

  it('is unknown where a Sidecar was not read', () => {
    const cut = { truncated: true };
    expect(judgeCallees('maps', [told('maps', [], cut)])).toBeUndefined();
    expect(
      judgeCallees('maps', [told('istio-system', [], cut)]),
    ).toBeUndefined();
    expect(judgeCallees('maps', [told('other', [], cut)])).toEqual(all);
    expect(
      judgeCallees('maps', [
        told('maps', [], { ...cut, kind: 'ServiceEntry' }),
      ]),
    ).toEqual(all);
  });

  it('is whom the Sidecar of the mesh names, where the namespace has none', () => {
    expect(
      judgeCallees('maps', [
        told('istio-system', ['istio-system/*'], { outbound: 'ALLOW_ANY' }),
      ]),
    ).toMatchObject({
      scope: 'listed',
      hosts: [{ namespace: 'istio-system', host: '*' }],
      outside: 'allowed',
    });
  });
});
