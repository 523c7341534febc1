import { screen, within } from '@testing-library/react';
import { demoClusters, GatewayFleet, overviewOf } from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import { OverviewContent } from './OverviewContent';

const show = (changes: Parameters<typeof overviewOf>[1] = {}) =>
  renderFleet(<OverviewContent />, {
    api: { getOverview: async () => overviewOf(demoClusters, changes) },
  });
const rowOf = async (table: string, header: RegExp) =>
  within(await screen.findByRole('table', { name: table })).getByRole('row', {
    name: header,
  });
const link = (row: HTMLElement, name: string) =>
  within(row).getByRole('link', { name });

/** A table as what stands in its cells. */
const cellsOf = async (table: string) =>
  within(await screen.findByRole('table', { name: table }))
    .getAllByRole('row')
    .map(row => [...row.children].map(cell => cell.textContent));

describe('tables of the overview', () => {
  it('has a row a hosting and a column a state behind the bars', async () => {
    show();
    expect(await cellsOf('Where clusters run')).toEqual([
      [
        'Runs on',
        'Clusters',
        'synced',
        'syncing',
        'sync error',
        'stalled',
        'no Config Sync',
        'not known',
      ],
      [
        'On-prem',
        '4 clusters',
        '2 synced',
        '0',
        '1 with sync errors',
        '0',
        '1 no Config Sync',
        '0',
      ],
      [
        'Google Cloud',
        '5 clusters',
        '3 synced',
        '1 syncing',
        '0',
        '0',
        '0',
        '1 not known',
      ],
      [
        'AWS',
        '2 clusters',
        '0',
        '0',
        '0',
        '1 stalled',
        '1 no Config Sync',
        '0',
      ],
      ['Azure', '1 cluster', '1 synced', '0', '0', '0', '0', '0'],
      ['Edge', '2 clusters', '1 synced', '0', '0', '0', '0', '1 not known'],
    ]);
    const onPrem = await rowOf('Where clusters run', /^On-prem/);
    expect(within(onPrem).getByRole('rowheader')).toHaveTextContent('On-prem');
    expect(link(onPrem, '1 with sync errors')).toHaveAttribute(
      'href',
      '/fleet/clusters?hosting=on-prem&syncState=error',
    );
  });

  it('has one row for the package syncs', async () => {
    const { container } = renderFleet(<OverviewContent />, {
      fleet: new GatewayFleet(),
    });
    const [heads, row, ...rest] = await cellsOf('Package syncs');
    expect(heads.slice(0, 3)).toEqual(['Clusters', 'Syncs', 'synced']);
    expect(row.slice(0, 2)).toEqual(['All clusters', '17 syncs']);
    expect(row[heads.indexOf('sync error')]).toBe('5 with sync errors');
    expect(row).toHaveLength(heads.length);
    expect(rest).toEqual([]);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('counts sites and regions, each number a link to its clusters', async () => {
    const { container } = show();
    const region = await rowOf('Sites and regions', /europe-north1/);
    expect(link(region, '5')).toHaveAttribute(
      'href',
      '/fleet/clusters?hosting=gcp&region=europe-north1',
    );
    expect(link(region, '3')).toHaveAttribute(
      'href',
      '/fleet/clusters?hosting=gcp&syncState=synced&region=europe-north1',
    );
    expect(link(region, '2')).toHaveAttribute(
      'href',
      '/fleet/clusters?hosting=gcp&syncState=error&syncState=stalled&region=europe-north1',
    );
    const site = await rowOf('Sites and regions', /Oslo DC1.*On-prem/);
    expect(within(site).getAllByRole('link')[0]).toHaveAttribute(
      'href',
      '/fleet/clusters?hosting=on-prem&site=Oslo+DC1',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says that nobody said where a cluster stands', async () => {
    show();
    const row = await rowOf('Sites and regions', /AWS/);
    expect(link(row, '1')).toHaveAttribute(
      'href',
      '/fleet/clusters?hosting=aws&site=unknown&region=unknown',
    );
  });

  it('counts versions, marks what is behind, and says what is not known', async () => {
    show();
    expect(
      await screen.findByText('Up to 2 minor versions apart.'),
    ).toBeVisible();
    const old = await rowOf('Kubernetes', /v1\.31\.8/);
    expect(old).toHaveTextContent('2 minor versions behind');
    expect(link(old, '1')).toHaveAttribute(
      'href',
      '/fleet/clusters?kubernetesVersion=v1.31.8-gke.200',
    );
    expect(link(await rowOf('Kubernetes', /Not known/), '1')).toHaveAttribute(
      'href',
      '/fleet/clusters?kubernetesVersion=unknown',
    );
    expect(
      link(await rowOf('Mesh, by revision', /asm-managed/), '2'),
    ).toHaveAttribute('href', '/fleet/clusters?meshRevision=asm-managed');
  });

  it('says when platforms end', async () => {
    show();
    expect(
      await screen.findByRole('link', {
        name: 'The platforms of 2 clusters end on March 17, 2099.',
      }),
    ).toHaveAttribute('href', '/fleet/clusters?endOfLife=2099-03-17');
  });

  it('says when platforms have ended', async () => {
    show({ endOfLife: [{ date: '2020-03-17', total: 1 }] });
    expect(
      await screen.findByText(
        'The platform of 1 cluster ended on March 17, 2020.',
      ),
    ).toBeVisible();
  });

  it('names the oldest data of each source', async () => {
    show();
    const hub = await rowOf('Oldest data', /Clusters/);
    expect(hub).toHaveTextContent(/12 min/);
    expect(link(hub, 'kartnord-fleet, europe-west9')).toHaveAttribute(
      'href',
      '/fleet/clusters?fleet=kartnord-fleet&location=europe-west9',
    );
    const itself = await rowOf('Oldest data', /Cluster itself/);
    expect(itself).toHaveTextContent('never answered');
    expect(link(itself, 'onprem-attic')).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/onprem-attic',
    );
    const table = screen.getByRole('table', { name: 'Oldest data' });
    expect(within(table).getAllByRole('rowheader')[0]).toBe(
      within(itself).getByRole('rowheader'),
    );
  });

  it('says since when a location has not answered, and links its clusters', async () => {
    show();
    const place = await screen.findByRole('link', { name: 'europe-west9' });
    expect(place).toHaveAttribute(
      'href',
      '/fleet/clusters?fleet=kartnord-fleet&location=europe-west9',
    );
    expect(place.closest('li')).toHaveTextContent(
      /Clusters: no answer from europe-west9.*Last answer .*12 min.*asked again/,
    );
  });

  it('leaves out what an older back end does not tell', async () => {
    show({ places: undefined, versions: undefined, oldest: undefined });
    expect(await screen.findByText('Where clusters run')).toBeVisible();
    for (const title of [
      'Sites and regions',
      'Versions and end of life',
      'Oldest data',
    ]) {
      expect(screen.queryByText(title)).toBeNull();
    }
  });
});
