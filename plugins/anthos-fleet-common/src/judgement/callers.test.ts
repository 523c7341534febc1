import type { ObservedAuthorizationPolicy, ObservedCallSource } from '../model';
import { judgeCallers } from './callers';

type Policy = ObservedAuthorizationPolicy;

const policy = (
  action: Policy['action'],
  sources: ObservedCallSource[] | undefined,
  more: Partial<Policy> = {},
): Policy => ({
  namespace: 'maps',
  name: 'policy',
  action,
  selector: {},
  rules: sources ? [{ sources }] : [],
  ...more,
});

const WEB = 'acme.svc.id.goog/ns/portal/sa/web';
const web = {
  kind: 'service-account',
  namespace: 'portal',
  name: 'web',
  conditional: false,
};
const listed = (...callers: object[]) => ({
  who: 'listed',
  callers,
  totalCallers: callers.length,
});
const judge = (policies: Policy[], mtls: 'strict' | 'permissive' = 'strict') =>
  judgeCallers('maps', policies, mtls);

describe('judgeCallers', () => {
  it.each<[what: string, policies: Policy[], expected: object]>([
    ['no policy limits it', [], { who: 'mesh' }],
    [
      'a policy lets in nobody',
      [policy('allow', undefined)],
      { who: 'nobody', callers: [] },
    ],
    ['a policy lets in everybody', [policy('allow', [])], { who: 'mesh' }],
    [
      'a policy names a service account',
      [policy('allow', undefined), policy('allow', [{ principals: [WEB] }])],
      listed(web),
    ],
    [
      'policies name namespaces, accounts and addresses',
      [
        policy('allow', [
          { namespaces: ['portal'] },
          { serviceAccounts: ['land/api', 'job'] },
          { addresses: ['10.0.0.0/8'] },
          { principals: ['*/ns/tiles/*', 'spiffe-ish'] },
          { tokens: ['https://issuer/*'] },
        ]),
      ],
      listed(
        { kind: 'addresses', text: '10.0.0.0/8', conditional: false },
        { kind: 'namespace', namespace: 'portal', conditional: false },
        { kind: 'namespace', namespace: 'tiles', conditional: false },
        { kind: 'other', text: 'spiffe-ish', conditional: false },
        { ...web, namespace: 'land', name: 'api' },
        { ...web, namespace: 'maps', name: 'job' },
        { kind: 'token', text: 'https://issuer/*', conditional: false },
      ),
    ],
    [
      'only some paths are open to all',
      [
        policy('allow', undefined, {
          rules: [{ sources: [], conditional: true }],
        }),
      ],
      listed({ kind: 'everyone', conditional: true }),
    ],
    [
      'an account may do some things, and by another policy all',
      [
        policy('allow', undefined, {
          rules: [{ sources: [{ principals: [WEB] }], conditional: true }],
        }),
        policy('allow', [{ principals: [WEB] }]),
      ],
      listed(web),
    ],
    [
      'an entry has two fields, which both have to fit',
      [policy('allow', [{ principals: [WEB], addresses: ['10.0.0.1'] }])],
      listed({ ...web, conditional: true }),
    ],
    [
      'an entry has a field that is not read',
      [policy('allow', [{ principals: [WEB], narrowed: true }])],
      listed({ ...web, conditional: true }),
    ],
    [
      'everybody with an identity is let in',
      [policy('allow', [{ principals: ['*'] }])],
      { who: 'mesh' },
    ],
    [
      'a policy of the whole mesh closes it',
      [policy('allow', undefined, { namespace: 'istio-system' })],
      { who: 'nobody' },
    ],
    [
      'a policy of another namespace closes that',
      [policy('allow', undefined, { namespace: 'other' })],
      { who: 'mesh' },
    ],
    [
      'everybody is turned away',
      [policy('deny', []), policy('allow', [])],
      { who: 'nobody', denied: [] },
    ],
    [
      'everybody with an identity is turned away',
      [policy('deny', [{ principals: ['*'] }])],
      { who: 'nobody' },
    ],
    [
      'a policy turns away nothing',
      [policy('deny', undefined)],
      { who: 'mesh', denied: [] },
    ],
    [
      'somebody is turned away',
      [
        policy('deny', [{ namespaces: ['portal'] }]),
        policy('allow', [{ principals: [WEB] }, { namespaces: ['land'] }]),
      ],
      {
        ...listed({ kind: 'namespace', namespace: 'land', conditional: false }),
        denied: [
          { kind: 'namespace', namespace: 'portal', conditional: false },
        ],
      },
    ],
    [
      'everybody but one is turned away',
      [policy('deny', [{ notPrincipals: [WEB] }])],
      { ...listed(web), denied: [] },
    ],
    [
      'everybody but those of a namespace is turned away, and some are let in',
      [
        policy('deny', [{ notNamespaces: ['portal'] }]),
        policy('allow', [{ principals: [WEB, 'acme/ns/land/sa/api'] }]),
      ],
      listed(web),
    ],
    [
      'everybody without an identity is turned away',
      [policy('deny', [{ notPrincipals: ['*'] }])],
      { who: 'mesh' },
    ],
    [
      'only some calls of everybody but one are turned away',
      [
        policy('deny', undefined, {
          rules: [{ sources: [{ notPrincipals: [WEB] }], conditional: true }],
        }),
      ],
      { who: 'mesh', denied: [{ kind: 'everyone', conditional: true }] },
    ],
    [
      'everybody but some is let in',
      [policy('allow', [{ notNamespaces: ['portal'] }])],
      listed({ kind: 'everyone', conditional: true }),
    ],
    [
      'somebody outside of the mesh is asked',
      [policy('custom', [])],
      { who: 'mesh', external: true },
    ],
    ['an action is new', [policy('unknown', [])], { who: 'unknown' }],
    [
      'a policy is too long',
      [policy('allow', [{ principals: [WEB] }], { truncated: true })],
      { who: 'unknown' },
    ],
  ])('where %s', (_, policies, expected) => {
    expect(judge(policies)).toEqual([
      {
        callers: [],
        totalCallers: 0,
        denied: [],
        external: false,
        ...expected,
      },
    ]);
  });

  it('lets in who is outside of the mesh, where mTLS does not keep them out', () => {
    expect(judge([], 'permissive')[0].who).toBe('everyone');
    expect(judgeCallers('maps', [], 'disabled')[0].who).toBe('everyone');
    expect(judgeCallers('maps', [], 'unknown')[0].who).toBe('unknown');
    expect(
      judge([policy('deny', [{ principals: ['*'] }])], 'permissive')[0],
    ).toMatchObject({ who: 'everyone', denied: [{ kind: 'mesh' }] });
  });

  it('knows nobody by identity without mTLS', () => {
    expect(
      judgeCallers(
        'maps',
        [policy('allow', [{ principals: [WEB] }, { addresses: ['10.0.0.1'] }])],
        'disabled',
      )[0],
    ).toMatchObject(
      listed({ kind: 'addresses', text: '10.0.0.1', conditional: false }),
    );
  });

  it('tells workloads apart that policies choose', () => {
    const api = { app: 'api' };
    const rules = judge([
      policy('allow', undefined),
      policy('allow', [{ principals: [WEB] }], { selector: api }),
      policy('deny', [], { selector: { ...api, version: 'v1' } }),
      policy('allow', [{ namespaces: ['all'] }], {
        namespace: 'istio-system',
        selector: { app: 'web' },
      }),
      policy('allow', [], { targets: ['Service/gateway'] }),
    ]);
    expect(rules.map(({ workload, who }) => [workload, who])).toEqual([
      [undefined, 'nobody'],
      ['app=api', 'listed'],
      ['app=api,version=v1', 'nobody'],
      ['app=web', 'listed'],
      ['Service/gateway', 'unknown'],
    ]);
  });

  it('shows no more than anybody reads', () => {
    const namespaces = Array.from({ length: 80 }, (_, index) => `ns-${index}`);
    const [rule] = judge([policy('allow', [{ namespaces }])]);
    expect(rule.callers).toHaveLength(50);
    expect(rule.totalCallers).toBe(80);
  });
});
