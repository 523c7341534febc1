import { screen, within } from '@testing-library/react';
import type {
  CallerRule,
  EntityStatus,
  NamespaceOnCluster,
} from 'backstage-plugin-anthos-fleet-common';
import { cluster, entityStatusOf } from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { demoEntity, renderFleet } from '../../__testUtils__/render';
import { EntityFleetContent } from './EntityFleetContent';

const mesh = { state: 'active' as const, errorCount: 0, warningCount: 0 };
const clusters = ['one', 'two', 'three'].map(name => cluster({ name, mesh }));

const rule = (changes: Partial<CallerRule>): CallerRule => ({
  who: 'listed',
  callers: [],
  totalCallers: changes.callers?.length ?? 0,
  denied: [],
  external: false,
  ...changes,
});

const closed: Partial<NamespaceOnCluster> = {
  mtls: {
    mode: 'strict',
    source: 'mesh',
    exceptions: [{ workload: 'app=old', port: 8080, mode: 'permissive' }],
  },
  callers: [
    rule({ who: 'nobody' }),
    rule({
      workload: 'app=api',
      callers: [
        {
          kind: 'service-account',
          namespace: 'portal',
          name: 'web',
          conditional: true,
        },
        { kind: 'namespace', namespace: 'land', conditional: false },
        { kind: 'addresses', text: '10.0.0.0/8', conditional: false },
      ],
      totalCallers: 5,
      denied: [{ kind: 'token', text: 'issuer/guest', conditional: false }],
      external: true,
    }),
  ],
  callees: {
    scope: 'listed',
    hosts: [
      { namespace: '.', host: '*' },
      { namespace: 'land', host: '*' },
      { namespace: 'land', host: 'api.land.svc.cluster.local' },
    ],
    outside: 'refused',
    declared: ['api.example.com'],
    exceptions: ['app=web'],
  },
};
const open: Partial<NamespaceOnCluster> = {
  mtls: { mode: 'permissive', source: 'default', exceptions: [] },
  callers: [rule({ who: 'everyone' })],
  callees: {
    scope: 'all',
    hosts: [],
    outside: 'unknown',
    declared: [],
    exceptions: [],
  },
};

const show = (
  namespaces: Partial<NamespaceOnCluster>[],
  changes: Partial<EntityStatus> = {},
) =>
  renderFleet(<EntityFleetContent />, {
    entity: demoEntity('grunnbok'),
    api: {
      getEntityStatus: async () =>
        entityStatusOf(clusters, {
          namespacesOnClusters: namespaces.map((own, index) => ({
            cluster: clusters[index].ref,
            name: 'maps',
            state: 'synced',
            meshInjection: 'enabled',
            ...own,
          })),
          ...changes,
        }),
    },
  });

const section = async () =>
  within(
    (await screen.findByRole('heading', { name: 'Service mesh' })).closest(
      '.bui-Card',
    ) as HTMLElement,
  );
const values = (list: HTMLElement) =>
  within(list)
    .getAllByRole('definition')
    .map(({ textContent }) => textContent);

describe('calls to and from an entity', () => {
  it('are told once where they are the same', async () => {
    const { container } = show([closed, closed, closed]);
    const calls = await section();
    expect(
      calls.getByText(
        'In the mesh on all 3 clusters. mTLS is strict on all 3 clusters.',
      ),
    ).toBeVisible();
    const row = calls.getByText('The same on all 3 clusters').closest('li')!;
    expect(values(row)).toEqual([
      expect.stringMatching(
        /^strict: .*set for the whole meshapp=old, port 8080: permissive: /,
      ),
      'app=api:web in namespace portal (some calls only)' +
        'everybody in namespace land' +
        'the addresses 10.0.0.0/8' +
        '2 more' +
        'but not whoever brings a token of issuer/guest' +
        'An authoriser outside of the mesh decides, too.' +
        'All other workloads:nobody',
      'every service of its own namespace' +
        'every service of namespace land' +
        'api.land.svc.cluster.local' +
        'api.example.com, outside of the mesh' +
        'Calls to anybody else are refused.' +
        'Something else holds for app=web.',
    ]);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('are told apart where they differ', async () => {
    show([open, closed, open]);
    const calls = await section();
    expect(
      calls.getByText(/mTLS is strict on 1 of 3 clusters\.$/),
    ).toBeVisible();
    const [row] = calls
      .getAllByText(/^permissive: calls/)
      .map(item => item.closest('li')!);
    expect(row).toHaveTextContent(/^maps *one .*three /);
    expect(row).not.toHaveTextContent('two');
    expect(values(row)).toEqual([
      'permissive: calls that are not encrypted are taken, tooset nowhere, so that the mesh takes both',
      'everybody, also from outside of the mesh',
      'every service of the mesh',
    ]);
  });

  it('are left out as far as nobody knows them', async () => {
    show([{ callers: [rule({ who: 'unknown' })] }, {}]);
    const calls = await section();
    expect(calls.getByText('In the mesh on all 2 clusters.')).toBeVisible();
    const row = calls
      .getByText('not known: its policies cannot be judged here')
      .closest('dl')!;
    expect(values(row)).toHaveLength(1);
  });

  it('that may not be read any more say so, and stay', async () => {
    show([closed], {
      unreadParts: [
        {
          cluster: clusters[0].ref,
          part: 'callers',
          outcome: 'forbidden',
          observedAt: '2026-09-01T06:00:00.000Z',
          message: 'RBAC',
        },
        { cluster: clusters[0].ref, part: 'mtls', outcome: 'forbidden' },
        { cluster: clusters[0].ref, part: 'callees', outcome: 'ok' },
      ],
    });
    const calls = await section();
    expect(
      calls.getByText('Could not be read on one: who may call it, mTLS mode.'),
    ).toBeVisible();
    expect(
      calls.getByText('What is shown of it is from before.'),
    ).toBeVisible();
    expect(
      calls.getByText('The cluster has more of it than the portal reads.'),
    ).toBeVisible();
    expect(screen.queryByText('Quotas')).toBeNull();
  });
});
