import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  cluster,
  demoClusters,
  entityStatusOf,
  GatewayFleet,
  responseError,
} from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { demoEntity, renderFleet } from '../../__testUtils__/render';
import type { AnthosFleetApi } from '../../api';
import { EntityFleetCard } from './EntityFleetCard';

const show = (
  name: string,
  getEntityStatus?: AnthosFleetApi['getEntityStatus'],
) =>
  renderFleet(<EntityFleetCard />, {
    entity: demoEntity(name),
    api: getEntityStatus && { getEntityStatus },
  });

describe('EntityFleetCard', () => {
  it('answers in a sentence, then by hosting', async () => {
    const { container } = show('grunnbok');
    expect(
      await screen.findByText(
        /^In sync on 1 of 3 clusters\. onprem-prod has 2 sync errors; it was last in sync 12 min/,
      ),
    ).toBeVisible();
    const onPrem = within(screen.getByRole('region', { name: 'On-prem' }));
    expect(onPrem.getByRole('link', { name: 'onprem-prod' })).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/onprem-prod',
    );
    expect(onPrem.getByText('Oslo DC1')).toBeVisible();
    expect(onPrem.getByText('9f8e7d6')).toBeVisible();
    const cloud = within(screen.getByRole('region', { name: 'Google Cloud' }));
    expect(cloud.getByText('newest')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Open fleet view' }),
    ).toHaveAttribute('href', '/fleet');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('folds the healthy ones of many', async () => {
    show('everywhere');
    const fold = await screen.findByRole('button', { name: '41 in sync' });
    expect(screen.getByRole('link', { name: 'onprem-prod' })).toBeVisible();
    expect(screen.getByText('shop-1')).not.toBeVisible();
    await userEvent.click(fold);
    expect(screen.getByText('shop-1')).toBeVisible();
  });

  it('says which line to add where the catalog names no cluster', async () => {
    show('unannotated');
    expect(
      await screen.findByText('anthos-fleet/cluster: name-of-a-cluster'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'See which clusters there are' }),
    ).toHaveAttribute('href', '/fleet/clusters');
  });

  it('says what is wrong with an annotation, and the remedy', async () => {
    show('misspelt');
    expect(
      await screen.findByText('An annotation needs a correction'),
    ).toBeVisible();
    expect(screen.getByText('Remedy: Write env in (prod).')).toBeVisible();
  });

  it('says so when none of the clusters can be seen', async () => {
    show('grunnbok', async () => entityStatusOf([]));
    expect(await screen.findByText('No cluster matches')).toBeVisible();
  });

  it('shows old data as last known, grey, and never as green', async () => {
    show('grunnbok', async () =>
      entityStatusOf(demoClusters.filter(item => item.name === 'edge-tromso')),
    );
    expect(await screen.findByText('last known: synced')).toBeVisible();
    expect(screen.getByText(/^last known,$/)).toHaveAttribute(
      'title',
      'The GKE Hub API did not answer within 20 s.',
    );
    expect(screen.getByText(/What is known of edge-tromso is/)).toBeVisible();
  });

  it('tells clusters of one name apart by their place', async () => {
    show('grunnbok', async () =>
      entityStatusOf(demoClusters.filter(item => item.name === 'maps')),
    );
    expect(await screen.findByText('europe-west1')).toBeVisible();
    expect(screen.getByText('europe-north1')).toBeVisible();
  });

  it('tells clusters of one name in one place apart by their registration', async () => {
    const twins = ['europe-west1', 'europe-north1'].map(location =>
      cluster({ name: 'maps', location, place: { site: 'Oslo DC1' } }),
    );
    show('grunnbok', async () => entityStatusOf(twins));
    expect(await screen.findByText('Oslo DC1 (europe-west1)')).toBeVisible();
    expect(screen.getByText('Oslo DC1 (europe-north1)')).toBeVisible();
  });

  it('names the permission when it is refused', async () => {
    show('grunnbok', async () => {
      throw await responseError(403, 'NotAllowedError', 'Unauthorized');
    });
    expect(await screen.findByText('anthosFleet.cluster.read')).toBeVisible();
  });
});

describe('EntityFleetCard of clusters that are read themselves', () => {
  it('says how far it is behind, and who made what is live to whoever gets there', async () => {
    const fleet = new GatewayFleet();
    renderFleet(<EntityFleetCard />, {
      entity: demoEntity('grunnbok'),
      fleet,
      api: {
        getEntityStatus: async ref => {
          const status = await fleet.getEntityStatus(ref);
          return {
            ...status,
            syncs: status.syncs.map(sync => ({
              ...sync,
              ...(sync.behind && {
                behind: {
                  ...sync.behind,
                  distance: { commits: 4, atLeast: false },
                },
                commitDetails: {
                  author: 'Ingrid Aas',
                  subject: 'Raise memory',
                },
              }),
            })),
          };
        },
      },
    });
    const onPrem = within(
      await screen.findByRole('region', { name: 'On-prem' }),
    );
    expect(onPrem.getByText(/^4 commits behind since/)).toBeVisible();
    const commit = onPrem.getByRole('link', { name: '9f8e7d6' });
    for (let at = 0; at < 20 && document.activeElement !== commit; at += 1) {
      await userEvent.tab();
    }
    expect(commit).toHaveFocus();
    expect(commit).toHaveAccessibleDescription('Ingrid Aas, Raise memory');
  });

  it('speaks of the entity, not of the whole cluster', async () => {
    const { container } = renderFleet(<EntityFleetCard />, {
      entity: demoEntity('grunnbok'),
      fleet: new GatewayFleet(),
    });
    expect(
      await screen.findByText(
        /^Live on 1 of 3 clusters\. onprem-prod has been behind since .*: The cluster refused an object: quota exceeded\. gcp-dev is syncing, 14 of 20 objects are ready\.$/,
      ),
    ).toBeVisible();
    const onPrem = within(screen.getByRole('region', { name: 'On-prem' }));
    expect(onPrem.getByText(/^behind since/)).toBeVisible();
    expect(
      onPrem.getByRole('link', {
        name: 'The cluster refused an object: quota exceeded',
      }),
    ).toHaveAttribute('href', '/fleet/errors/quota');
    expect(
      onPrem.getByRole('link', { name: /^prod\/api\/deployment\.yaml at/ }),
    ).toHaveAttribute('href', expect.stringContaining('https://github.com/'));
    expect(onPrem.getByRole('link', { name: '9f8e7d6' })).toHaveAttribute(
      'href',
      expect.stringContaining('https://github.com/kartnord/grunnbok-main/'),
    );
    const cloud = within(screen.getByRole('region', { name: 'Google Cloud' }));
    expect(cloud.getByText('14 of 20')).toBeVisible();
    expect(cloud.getByText('newest')).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('names no file where the sample of the error is from another cluster', async () => {
    const fleet = new GatewayFleet();
    const status = await fleet.getEntityStatus({ name: 'grunnbok' });
    const elsewhere = cluster({ name: 'elsewhere' });
    show('grunnbok', async () => ({
      ...status,
      syncs: status.syncs.map(sync => ({
        ...sync,
        errorCount: sync.errorCount && 7,
      })),
      errors: status.errors.map(group => ({
        ...group,
        ...(group.sample && {
          sample: { ...group.sample, cluster: elsewhere },
        }),
      })),
    }));
    expect(
      await screen.findByRole('link', {
        name: 'The cluster refused an object: quota exceeded',
      }),
    ).toBeVisible();
    // The number is that of its own sync, where they are listed.
    expect(screen.getByRole('link', { name: '7 errors' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/fleet\/syncs\/.*onprem-prod/),
    );
    expect(screen.queryByText(/deployment\.yaml/)).not.toBeInTheDocument();
  });
});
