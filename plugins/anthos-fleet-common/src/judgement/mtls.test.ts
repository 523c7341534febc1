import type { ObservedPeerAuthentication } from '../model';
import { judgeMeshMtls, judgeMtls } from './mtls';

const policy = (
  namespace: string,
  mode: string | undefined,
  more: Partial<ObservedPeerAuthentication> = {},
): ObservedPeerAuthentication => ({
  namespace,
  name: 'default',
  selector: {},
  ports: [],
  ...(mode && { mode }),
  ...more,
});

describe('judgeMtls', () => {
  it.each<
    [what: string, policies: ObservedPeerAuthentication[], string, string]
  >([
    ['nothing is said', [], 'permissive', 'default'],
    ['the mesh says it', [policy('istio-system', 'STRICT')], 'strict', 'mesh'],
    [
      'the namespace says something else',
      [policy('istio-system', 'STRICT'), policy('maps', 'PERMISSIVE')],
      'permissive',
      'namespace',
    ],
    [
      'the namespace leaves it to the mesh',
      [policy('istio-system', 'DISABLE'), policy('maps', 'UNSET')],
      'disabled',
      'mesh',
    ],
    [
      'another namespace says it',
      [policy('other', 'STRICT')],
      'permissive',
      'default',
    ],
    ['the word is new', [policy('maps', 'TUNNEL')], 'unknown', 'namespace'],
    [
      'the word is a trap',
      [policy('maps', 'constructor')],
      'unknown',
      'namespace',
    ],
    [
      'it is said twice: the oldest holds',
      [
        policy('maps', 'STRICT', { createdAt: '2026-02-01T00:00:00.000Z' }),
        policy('maps', 'DISABLE', {
          name: 'another',
          createdAt: '2026-01-01T00:00:00.000Z',
        }),
      ],
      'disabled',
      'namespace',
    ],
    [
      'not all of it was read',
      [policy('maps', 'STRICT'), policy('maps', '', { truncated: true })],
      'unknown',
      'namespace',
    ],
    [
      'the mesh says it of some workloads, which means nothing',
      [policy('istio-system', 'STRICT', { selector: { app: 'api' } })],
      'permissive',
      'default',
    ],
  ])('where %s', (_, policies, mode, source) => {
    expect(judgeMtls('maps', policies)).toEqual({
      mode,
      source,
      exceptions: [],
    });
  });

  it('tells workloads and ports for which something else holds', () => {
    const { exceptions } = judgeMtls('maps', [
      policy('maps', 'STRICT'),
      policy('maps', 'PERMISSIVE', { name: 'web', selector: { app: 'web' } }),
      policy('maps', 'STRICT', { name: 'same', selector: { app: 'same' } }),
      policy('maps', undefined, {
        name: 'api',
        selector: { version: 'v1', app: 'api' },
        ports: [
          { port: 8080, mode: 'DISABLE' },
          { port: 9090, mode: 'UNSET' },
        ],
      }),
    ]);
    expect(exceptions).toEqual([
      { workload: 'app=api,version=v1', port: 8080, mode: 'disabled' },
      { workload: 'app=web', mode: 'permissive' },
    ]);
  });

  it('says of the root namespace what it says of the mesh', () => {
    expect(
      judgeMtls('istio-system', [policy('istio-system', 'STRICT')]),
    ).toMatchObject({ mode: 'strict', source: 'mesh' });
  });
});

describe('judgeMeshMtls', () => {
  const none = { strict: 0, permissive: 0, disabled: 0, unknown: 0 };

  it('counts the namespaces of the mesh by the mode that holds in them', () => {
    expect(
      judgeMeshMtls(
        [
          policy('istio-system', 'STRICT'),
          policy('maps', 'PERMISSIVE'),
          policy('tiles', 'DISABLE'),
          policy('new', 'TUNNEL'),
          policy('unset', 'UNSET'),
          policy('api', 'DISABLE', { selector: { app: 'api' } }),
          policy('outside', 'DISABLE'),
        ],
        ['maps', 'tiles', 'new', 'unset', 'api', 'geodesy'],
      ),
    ).toEqual({
      mode: 'strict',
      source: 'mesh',
      namespaces: {
        strict: 3,
        permissive: 1,
        disabled: 1,
        unknown: 1,
        inherited: 3,
      },
    });
  });

  it('takes both kinds of calls where the mesh says nothing', () => {
    expect(judgeMeshMtls([policy('maps', 'STRICT')], ['maps'])).toEqual({
      mode: 'permissive',
      source: 'default',
      namespaces: { ...none, strict: 1, inherited: 0 },
    });
  });

  it('does not know what was left out of the policies of the mesh', () => {
    expect(
      judgeMeshMtls(
        [policy('istio-system', undefined, { truncated: true })],
        ['maps'],
      ),
    ).toEqual({
      mode: 'unknown',
      source: 'mesh',
      namespaces: { ...none, unknown: 1, inherited: 1 },
    });
  });

  it('counts nothing while the namespaces are not known', () => {
    expect(judgeMeshMtls([], undefined)).toEqual({
      mode: 'permissive',
      source: 'default',
    });
  });
});
