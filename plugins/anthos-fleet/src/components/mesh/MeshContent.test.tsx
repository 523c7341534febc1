import '../../__testUtils__/wideScreen';
import { screen, within } from '@testing-library/react';
import type {
  ClusterMesh,
  MeshList,
} from 'backstage-plugin-anthos-fleet-common';
import { ago, fresh } from '../../__fixtures__/clusters';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import { MeshContent } from './MeshContent';

function meshOf(name: string, changed: Partial<ClusterMesh> = {}): ClusterMesh {
  return {
    cluster: {
      ref: `kartnord-fleet/europe-north1/${name}`,
      fleet: 'kartnord-fleet',
      location: 'europe-north1',
      name,
      hosting: 'gcp',
      platform: 'gke',
      place: {},
    },
    management: 'none',
    conditions: [],
    revisions: [],
    freshness: { hub: fresh(), mesh: fresh(), gateway: fresh() },
    ...changed,
  };
}

const managed = meshOf('gcp-prod', {
  management: 'managed',
  mesh: {
    state: 'needs-attention',
    managed: true,
    implementation: 'TRAFFIC_DIRECTOR',
    errorCount: 0,
    warningCount: 3,
  },
  conditions: [
    { code: 'VPCSC_GA_SUPPORTED', severity: 'info' },
    { code: 'CONFIG_VALIDATION_WARNING', severity: 'warning' },
    { code: 'MODERNIZATION_STALLED', severity: 'warning' },
    { code: 'QUOTA_EXCEEDED', severity: 'error' },
  ],
  revisions: [{ name: 'asm-managed', ready: 'true', channel: 'regular' }],
  namespaces: { enabled: 4, disabled: 1, none: 6, conflicting: 1 },
});

function show(items: ClusterMesh[], at = '/fleet/mesh') {
  const list: MeshList = {
    items,
    totalItems: 5,
    managements: [
      { management: 'managed', total: 1 },
      { management: 'in-cluster', total: 1 },
      { management: 'none', total: 2 },
      { management: 'unknown', total: 1 },
    ],
    needAttention: 1,
  };
  const getMeshes = jest.fn().mockResolvedValue(list);
  const rendered = renderFleet(<MeshContent />, { at, api: { getMeshes } });
  return { ...rendered, getMeshes };
}

const rowOf = async (name: string) => {
  const grid = within(await screen.findByRole('grid', { name: 'Mesh' }));
  return (await grid.findByRole('link', { name })).closest('tr')!;
};

describe('MeshContent', () => {
  it('says on how many clusters there is a mesh, and how it is', async () => {
    const { container } = show([managed]);
    expect(
      await screen.findByRole('link', { name: '2 of 5 clusters have a mesh.' }),
    ).toHaveAttribute(
      'href',
      '/fleet/mesh?management=managed&management=in-cluster&management=other',
    );
    expect(
      screen.getByRole('link', { name: '1 needs attention.' }),
    ).toHaveAttribute(
      'href',
      '/fleet/mesh?state=failed&state=degraded&state=needs-attention',
    );
    expect(
      screen.getByRole('link', { name: 'Of 1 it is not known.' }),
    ).toHaveAttribute('href', '/fleet/mesh?management=unknown');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('tells who runs a mesh, its troubles, revisions and namespaces', async () => {
    show([managed]);
    const row = await rowOf('gcp-prod');
    expect(row).toHaveTextContent('managed by GoogleTRAFFIC_DIRECTOR');
    expect(row).toHaveTextContent('CONFIG_VALIDATION_WARNING');
    expect(row).toHaveTextContent('1 more condition');
    expect(row).not.toHaveTextContent('VPCSC_GA_SUPPORTED');
    expect(row).toHaveTextContent(/asm-managed.*channel regular/);
    expect(row).toHaveTextContent('4 of 12 in the mesh');
    expect(row).toHaveTextContent('1 with labels that contradict each other');
  });

  it('does not take what is not known for no mesh', async () => {
    show([meshOf('aws-stage', { management: 'unknown' })]);
    const row = await rowOf('aws-stage');
    expect(row).toHaveTextContent('mesh not known');
    expect(row).toHaveTextContent('state not reported');
    expect(row).toHaveTextContent('namespaces not read');
    expect(row).not.toHaveTextContent('no mesh');
  });

  it('fades a state that was true long ago', async () => {
    const old = { ...fresh(), age: 'stale' as const, observedAt: ago(7200) };
    show([
      {
        ...managed,
        mesh: { ...managed.mesh!, state: 'active' },
        conditions: [],
        freshness: { hub: fresh(), mesh: old, gateway: fresh() },
      },
    ]);
    const word = within(await rowOf('gcp-prod')).getByText(
      'last known: active',
    );
    expect(word.closest('[data-tone]')).toHaveAttribute('data-tone', 'unknown');
  });

  it('tells the mTLS mode of the mesh, and the namespaces that have another', async () => {
    show([
      {
        ...managed,
        mtls: {
          mode: 'strict',
          source: 'mesh',
          namespaces: {
            strict: 3,
            permissive: 1,
            disabled: 0,
            unknown: 0,
            inherited: 3,
          },
        },
      },
      meshOf('gcp-plain', {
        management: 'in-cluster',
        mtls: {
          mode: 'permissive',
          source: 'default',
          namespaces: {
            strict: 0,
            permissive: 2,
            disabled: 0,
            unknown: 0,
            inherited: 2,
          },
        },
      }),
      meshOf('gcp-old', { management: 'in-cluster' }),
      meshOf('gcp-bare'),
    ]);
    const cellOf = async (name: string) =>
      within(await rowOf(name))
        .getAllByRole('gridcell')
        .at(-1)!;
    const strict = await cellOf('gcp-prod');
    expect(strict).toHaveTextContent(
      /^strictnamespaces: 3 strict, 1 permissive$/,
    );
    expect(
      within(strict).getByText('strict').closest('[data-tone]'),
    ).toHaveAttribute('data-tone', 'good');
    expect(await cellOf('gcp-plain')).toHaveTextContent(
      /^permissiveset nowhere$/,
    );
    // What was not read is not permissive, and where no mesh is there is no mode.
    expect(await cellOf('gcp-old')).toHaveTextContent(/^mTLS not known$/);
    expect(await cellOf('gcp-bare')).toHaveTextContent(/^$/);
  });

  it('says of a mode that cannot be read any more when it was known, and why', async () => {
    show([
      {
        ...managed,
        mtls: { mode: 'strict', source: 'mesh' },
        mtlsUnread: {
          cluster: managed.cluster.ref,
          part: 'mtls',
          outcome: 'forbidden',
          observedAt: ago(7200),
          message: 'RBAC does not allow it',
        },
      },
    ]);
    const row = within(await rowOf('gcp-prod'));
    expect(
      row.getByText('last known: strict').closest('[data-tone]'),
    ).toHaveAttribute('data-tone', 'unknown');
    expect(row.getByTitle('RBAC does not allow it')).toHaveTextContent(
      /last known, 2 h/,
    );
  });

  it('asks for what the address says', async () => {
    const { getMeshes } = show(
      [managed],
      '/fleet/mesh?management=managed&state=degraded&sort=enabled&order=desc',
    );
    await rowOf('gcp-prod');
    expect(getMeshes.mock.calls[0][0]).toEqual({
      management: ['managed'],
      state: ['degraded'],
      sort: 'enabled',
      order: 'desc',
      limit: 25,
    });
    const active = within(screen.getByRole('grid', { name: 'Active filters' }));
    expect(active.getByText('State: degraded')).toBeVisible();
    expect(active.getByText('Run by: managed by Google')).toBeVisible();
  });
});
