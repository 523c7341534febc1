import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  cluster,
  demoClusters,
  detailsOf,
  fresh,
  GatewayFleet,
  refused,
} from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import type { AnthosFleetApi } from '../../api';
import { ClusterDetailsContent } from './ClusterDetailsContent';

const show = (name: string, api: Partial<AnthosFleetApi> = {}) =>
  renderFleet(
    <ClusterDetailsContent
      clusterRef={{
        project: 'kartnord-fleet',
        location: 'europe-north1',
        name,
      }}
    />,
    { api },
  );
const demo = (name: string) => demoClusters.find(item => item.name === name)!;
const field = (name: string) => screen.getByText(name).nextElementSibling;

describe('ClusterDetailsContent', () => {
  it('tells the state of the sync, commits, and errors with file and raw text', async () => {
    const { container } = show('onprem-prod');
    expect(
      await screen.findByText(
        '2 sync errors hold it back. Runs 9f8e7d6; the newest commit is 0a1b2c3.',
      ),
    ).toBeVisible();
    expect(field('Newest commit')).toHaveTextContent('0a1b2c3');
    expect(field('Site')).toHaveTextContent('Oslo DC1');
    expect(screen.getByText('KNV2009')).toBeVisible();
    expect(screen.getByText('prod/api/deployment.yaml')).toBeVisible();
    expect(
      screen.getByText('1 more error is reported without its text.'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Raw message' }));
    expect(screen.getByText(/KNV2009: failed to apply/)).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('shows mesh, policy and the freshness of each, and nothing green that is old', async () => {
    show('gcp-prod');
    expect(await screen.findByText('NON_STANDARD_BINARY_USED')).toBeVisible();
    expect(screen.getByRole('link', { name: 'What to do' })).toHaveAttribute(
      'href',
      'https://cloud.google.com/service-mesh/docs/troubleshooting',
    );
    const states = screen.getAllByText('last known: active');
    for (const state of states) {
      expect(state.closest('[data-tone]')).toHaveAttribute(
        'data-tone',
        'unknown',
      );
    }
    expect(screen.getByText('last known: cluster error')).toBeVisible();
    expect(screen.getByText('Pod audit-0 is restarting.')).toBeVisible();
    expect(screen.getByText(/Why: The GKE Hub API did not/)).toBeVisible();
  });

  it('leaves out what the fleet does not have', async () => {
    show('onprem-dev');
    await screen.findByText('Config Sync', { selector: 'h3' });
    expect(screen.queryByText('Service mesh')).not.toBeInTheDocument();
    expect(screen.queryByText('Policy Controller')).not.toBeInTheDocument();
    expect(screen.queryByText('Sync errors')).not.toBeInTheDocument();
  });

  it.each([
    [
      'onprem-lab',
      'The cluster does not report',
      /Connect agent was last heard/,
    ],
    [
      'old-sandbox',
      'The cluster is gone, its registration is left over',
      /gcloud container fleet memberships delete old-sandbox --project=kartnord-fleet --location=europe-north1/,
    ],
    ['aws-stage', /^The platform ends on/, /GKE on AWS is shut down then/],
  ])('says of %s what to do', async (name, title, text) => {
    show(name);
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(text)).toBeVisible();
  });

  it('says where else the cluster is registered', async () => {
    show('gcp-prod', {
      getCluster: async () =>
        detailsOf(demo('gcp-prod'), {
          alsoRegisteredAs: ['kartnord-fleet/global/gcp-prod-old'],
        }),
    });
    expect(await screen.findByText('Registered 2 times')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'kartnord-fleet/global/gcp-prod-old' }),
    ).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/global/gcp-prod-old',
    );
  });

  it('asks for a refresh and says what came of it', async () => {
    const refreshCluster = jest
      .fn()
      .mockResolvedValueOnce({
        ref: 'x',
        requestedAt: new Date().toISOString(),
        accepted: true,
      })
      .mockResolvedValueOnce({
        ref: 'x',
        requestedAt: new Date().toISOString(),
        accepted: false,
      })
      .mockRejectedValueOnce(new Error('too late'));
    show('gcp-prod', { refreshCluster });
    const button = await screen.findByRole('button', { name: 'Refresh' });
    const status = within(button.parentElement!).getByRole('status');
    await userEvent.click(button);
    expect(await within(status).findByText(/^Asked for at/)).toBeVisible();
    await userEvent.click(button);
    expect(await within(status).findByText(/^Already asked/)).toBeVisible();
    await userEvent.click(button);
    expect(await within(status).findByText(/too late/)).toBeVisible();
  });

  it('offers no refresh to those who may not ask for one', async () => {
    show('gcp-prod', {
      getCluster: async () =>
        detailsOf(demo('gcp-prod'), { mayRefresh: false }),
    });
    await screen.findByText('Place and platform');
    expect(screen.queryByRole('button', { name: 'Refresh' })).toBeNull();
  });

  it('links to nothing that is not a safe address', async () => {
    show('x', {
      getCluster: async () =>
        detailsOf(
          cluster({
            configSync: {
              ...cluster().configSync,
              repository: 'git@git.example.com:a/b.git',
            },
            consoleUrl: ['javascript', 'alert(1)'].join(':'),
          }),
        ),
    });
    expect(
      await screen.findByText('git@git.example.com:a/b.git'),
    ).toBeVisible();
    expect(
      screen.queryByRole('link', { name: /console/ }),
    ).not.toBeInTheDocument();
  });

  it('says when there is no such cluster', async () => {
    show('nosuch');
    expect(await screen.findByText('No such cluster')).toBeVisible();
    expect(screen.getByRole('link', { name: 'All clusters' })).toHaveAttribute(
      'href',
      '/fleet/clusters',
    );
  });
});

describe('ClusterDetailsContent of a cluster that is read itself', () => {
  const showRead = (name: string) =>
    renderFleet(
      <ClusterDetailsContent
        clusterRef={{
          project: 'kartnord-fleet',
          location: 'europe-north1',
          name,
        }}
      />,
      { fleet: new GatewayFleet() },
    );

  it('lists its syncs instead of the errors that the fleet sums up', async () => {
    const { container } = showRead('onprem-prod');
    const sync = await screen.findByRole('link', { name: 'grunnbok-main' });
    expect(sync).toHaveAttribute(
      'href',
      '/fleet/syncs/europe-north1-onprem-prod-grunnbok-main-repo-sync',
    );
    expect(sync.closest('li')).toHaveTextContent(/sync error.*behind since/);
    expect(
      screen.getByRole('link', { name: 'See all 3 syncs in the list' }),
    ).toHaveAttribute(
      'href',
      '/fleet/syncs?cluster=kartnord-fleet%2Feurope-north1%2Fonprem-prod',
    );
    expect(screen.queryByText('Sync errors')).not.toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('shows rules that something breaks, and control planes of the mesh', async () => {
    showRead('gcp-prod');
    const rule = (await screen.findByText('psp-privileged-container')).closest(
      'li',
    );
    expect(rule).toHaveTextContent(/34 violations/);
    expect(rule).toHaveTextContent(/only reports/);
    expect(rule).toHaveTextContent(/Privileged container is not allowed/);
    expect(rule).toHaveTextContent(/2 of 34 are listed/);
    expect(
      screen.getByText('asm-managed-rapid').closest('li'),
    ).toHaveTextContent(/not ready.*could not be provisioned/);
  });

  it('shows a few of many violations, and all of them when they are asked for', async () => {
    const details = detailsOf(demo('gcp-prod'));
    const violations = Array.from({ length: 20 }, (_, at) => ({
      kind: 'Pod',
      namespace: 'kart-fliser',
      name: `pod-${at}`,
    }));
    show('gcp-prod', {
      getCluster: async () => ({
        ...details,
        policyConstraints: [
          {
            kind: 'K8sNoEnvVarSecrets',
            name: 'no-secrets',
            enforcement: 'warn',
            totalViolations: 37,
            violations,
          },
        ],
      }),
    });
    const rule = (await screen.findByText('no-secrets')).closest('li')!;
    expect(within(rule).getByText('pod-2')).toBeVisible();
    expect(within(rule).queryByText('pod-3')).not.toBeInTheDocument();
    await userEvent.click(
      within(rule).getByRole('button', { name: '17 more violations' }),
    );
    expect(within(rule).getByText('pod-19')).toBeVisible();
    expect(rule).toHaveTextContent('20 of 37 are listed');
  });

  it('folds the bundles of rules that are not installed', async () => {
    const details = detailsOf(demo('gcp-prod'));
    const bundle = (name: string, state = 'NOT_INSTALLED') => ({ name, state });
    show('gcp-prod', {
      getCluster: async () => ({
        ...details,
        policyBundles: [
          bundle('cis-k8s'),
          bundle('pss-restricted', 'ACTIVE'),
          ...['nist', 'psp', 'pci-dss'].map(name => bundle(name)),
        ],
      }),
    });
    expect(await screen.findByText('pss-restricted')).toBeVisible();
    expect(screen.getByText('pci-dss')).not.toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: '4 that are not installed' }),
    );
    expect(screen.getByText('pci-dss')).toBeVisible();
  });

  it('says who refused to let it be read, what to do, and when it is tried next', async () => {
    const { container } = showRead('onprem-lab');
    expect(
      await screen.findByText(
        'The cluster itself could not be read: it refused access',
      ),
    ).toBeVisible();
    expect(
      screen.getByText('The access rules of the cluster (RBAC) refused it.'),
    ).toBeVisible();
    const manifest = screen.getByRole('group', {
      name: 'What to apply or run',
    });
    expect(manifest).toHaveTextContent(/^apiVersion: rbac.*gserviceaccount/);
    expect(
      within(manifest).getByRole('button', { name: 'Copy' }),
    ).toBeVisible();
    expect(screen.getAllByText(/^Next try/)).toHaveLength(2);
    expect(screen.getByText(/^This is what the fleet sums up/)).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says that what it shows of the syncs is from before', async () => {
    const fleet = new GatewayFleet();
    renderFleet(
      <ClusterDetailsContent
        clusterRef={{
          project: 'kartnord-fleet',
          location: 'europe-north1',
          name: 'gcp-prod',
        }}
      />,
      {
        fleet,
        api: {
          getCluster: async ref => {
            const details = await fleet.getCluster(ref);
            return {
              ...details,
              cluster: {
                ...details.cluster,
                freshness: { hub: fresh(), gateway: refused },
              },
            };
          },
        },
      },
    );
    expect(
      await screen.findByText(/Its syncs are shown as they were last known/),
    ).toBeVisible();
  });

  it('gives the commands that lead into the cluster', async () => {
    renderFleet(
      <ClusterDetailsContent
        clusterRef={{
          project: 'kartnord-fleet',
          location: 'europe-north1',
          name: 'onprem-prod',
        }}
      />,
      { fleet: new GatewayFleet() },
    );
    expect(
      await screen.findByRole('group', {
        name: 'Let kubectl speak to the cluster',
      }),
    ).toHaveTextContent(/get-credentials onprem-prod /);
    expect(
      screen.getByText(/leave for its Connect agent to act for you/),
    ).toBeInTheDocument();
  });
});
