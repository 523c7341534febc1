import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ago,
  cluster,
  demoClusters,
  GatewayFleet,
  overviewOf,
  responseError,
} from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import { OverviewContent } from './OverviewContent';

const show = (getOverview?: () => ReturnType<typeof overview>) =>
  renderFleet(<OverviewContent />, getOverview && { api: { getOverview } });
const overview = async (changes: Parameters<typeof overviewOf>[1] = {}) =>
  overviewOf(demoClusters, changes);

describe('OverviewContent', () => {
  it('says how the fleet is, and links each number to its clusters', async () => {
    const { container } = show();
    expect(
      await screen.findByRole('link', { name: '1 has sync errors.' }),
    ).toHaveAttribute('href', '/fleet/clusters?syncState=error');
    expect(screen.getByRole('link', { name: '5 clusters' })).toHaveAttribute(
      'href',
      '/fleet/clusters?hosting=gcp',
    );
    expect(screen.getByRole('link', { name: '3 synced' })).toHaveAttribute(
      'href',
      '/fleet/clusters?hosting=gcp&syncState=synced',
    );
    expect(
      screen.getByRole('link', { name: '1 with sync errors' }),
    ).toHaveAttribute(
      'href',
      '/fleet/clusters?hosting=on-prem&syncState=error',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('names what needs attention, the worst first', async () => {
    show();
    const link = await screen.findByRole('link', { name: 'onprem-prod' });
    expect(link).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/onprem-prod',
    );
    const rows = within(link.closest('ul')!).getAllByRole('listitem');
    expect(rows[0]).toHaveTextContent(/onprem-prod.*sync error.*Oslo DC1/);
    expect(screen.getByText('onprem-lab').closest('li')).toHaveTextContent(
      /silent.*last known, /,
    );
  });

  it('says which source and which location did not answer, why, and the remedy', async () => {
    show();
    expect(
      await screen.findByText(/Policy Controller: did not answer in time/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Why: The GKE Hub API did not answer within 20 s/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Remedy: See whether/)).toBeInTheDocument();
    expect(screen.getByText('europe-west9')).toBeInTheDocument();
  });

  it('says what got worse or better, and links each of them', async () => {
    const common = { at: ago(3600), confirmedAt: ago(3500) };
    const { container } = show(() =>
      overview({
        changes: {
          hours: 24,
          worse: 1,
          new: 1,
          better: 1,
          truncated: false,
          items: [
            {
              direction: 'new',
              transition: {
                ...common,
                id: '1',
                subject: 'error-group',
                subjectId: 'f-quota',
                code: 'KNV2009',
                headline: 'quota exceeded',
                to: 'open',
              },
            },
            {
              direction: 'worse',
              transition: {
                ...common,
                id: '2',
                subject: 'package-sync',
                subjectId: 'sync-1',
                kind: 'RepoSync',
                namespace: 'maps',
                name: 'repo-sync',
                cluster: demoClusters[0],
                from: 'synced',
                to: 'error',
              },
            },
            {
              direction: 'better',
              transition: {
                ...common,
                id: '3',
                subject: 'connection',
                subjectId: demoClusters[1].ref,
                cluster: demoClusters[1],
                from: 'silent',
                to: 'answering',
              },
            },
          ],
        },
      }),
    );
    const heading = await screen.findByRole('heading', {
      name: 'What changed in the last 24 hours',
    });
    expect(heading).toBeVisible();
    expect(
      screen.getByText(
        '1 thing got worse. 1 was seen for the first time, and is in trouble. 1 thing got better.',
      ),
    ).toBeVisible();
    const group = screen.getByRole('link', { name: 'KNV2009 quota exceeded' });
    expect(group).toHaveAttribute('href', '/fleet/errors/f-quota');
    const sync = screen.getByRole('link', { name: 'maps' });
    expect(sync).toHaveAttribute('href', '/fleet/syncs/sync-1');
    expect(sync.closest('li')).toHaveTextContent(/\(was: synced\)/);
    expect(screen.getByText('answers (was: silent)')).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says that nothing changed', async () => {
    show(() =>
      overview({
        changes: {
          hours: 24,
          worse: 0,
          new: 0,
          better: 0,
          truncated: false,
          items: [],
        },
      }),
    );
    expect(
      await screen.findByText('Nothing got worse or better.'),
    ).toBeVisible();
  });

  it('keeps its shape while it loads', async () => {
    show(() => new Promise(() => {}));
    expect(await screen.findByText('Loading')).toBeInTheDocument();
  });

  it('explains what is to be done before there is a fleet', async () => {
    show(() => overview({ configured: false, totalClusters: 0 }));
    expect(
      await screen.findByText('No fleet is connected yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/project: my-fleet-host-project/)).toBeVisible();
    expect(screen.getByText('roles/gkehub.viewer')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open the guide' })).toBeVisible();
  });

  it('names the permission when there is nothing to see', async () => {
    show(() => overview({ totalClusters: 0, fleets: [] }));
    expect(await screen.findByText('No clusters to show')).toBeVisible();
    expect(screen.getByText('anthosFleet.cluster.read')).toBeVisible();
  });

  it('names the permission when it is refused', async () => {
    show(async () => {
      throw await responseError(403, 'NotAllowedError', 'Unauthorized');
    });
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(screen.getByText('anthosFleet.cluster.read')).toBeVisible();
  });

  it('says what happened when it fails, and tries again', async () => {
    const getOverview = jest
      .fn()
      .mockRejectedValueOnce(await responseError(400, 'InputError', 'Oh no'))
      .mockImplementation(() => overview());
    show(getOverview);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This could not be loaded',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Where clusters run')).toBeVisible();
  });

  it('says that all is well when it is', async () => {
    show(() =>
      overview({
        orphaned: 0,
        attention: [],
        connections: [],
        ages: [],
        syncStates: [{ state: 'synced', total: demoClusters.length }],
      }),
    );
    expect(await screen.findByText('Nothing needs attention.')).toBeVisible();
    expect(screen.getByText('All of them are in sync.')).toBeVisible();
  });
});

describe('OverviewContent of clusters that are read themselves', () => {
  it('counts syncs and causes, and links to them', async () => {
    const { container } = renderFleet(<OverviewContent />, {
      fleet: new GatewayFleet(),
    });
    expect(
      await screen.findByRole('link', { name: '4 causes break syncs.' }),
    ).toHaveAttribute('href', '/fleet/errors');
    expect(screen.getByRole('link', { name: '17 syncs' })).toHaveAttribute(
      'href',
      '/fleet/syncs',
    );
    expect(
      screen.getByRole('link', { name: '5 with sync errors' }),
    ).toHaveAttribute('href', '/fleet/syncs?state=error');
    const [worst] = within(
      screen.getByRole('list', { name: 'Causes on most clusters' }),
    ).getAllByRole('listitem');
    expect(
      within(worst)
        .getAllByRole('link')
        .map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['The cluster refused an object: quota exceeded', '/fleet/errors/quota'],
      ['2 clusters', '/fleet/syncs?fingerprint=quota&sort=cluster'],
    ]);
    expect(
      screen.getByText('11 of 14 clusters answer themselves.'),
    ).toBeVisible();
    expect(
      screen.getByText(/^Why: The cluster does not let the account list/),
    ).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says once that more is to be had when they are not', async () => {
    const [sweep] = overviewOf([cluster()]).fleets;
    renderFleet(<OverviewContent />, {
      api: {
        getOverview: async () =>
          overviewOf([cluster()], {
            fleets: [
              {
                ...sweep,
                gateway: {
                  enabled: false,
                  totalClusters: 0,
                  answering: 0,
                  requestsPerMinute: 0,
                },
              },
            ],
          }),
      },
    });
    expect(
      await screen.findByText(/^The clusters themselves are not read/),
    ).toBeVisible();
    expect(screen.queryByText('Package syncs')).not.toBeInTheDocument();
  });
});
