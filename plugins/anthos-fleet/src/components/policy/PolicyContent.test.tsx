import '../../__testUtils__/wideScreen';
import { screen, within } from '@testing-library/react';
import type {
  ClusterBrief,
  FleetConstraint,
  PolicyConstraintList,
} from 'backstage-plugin-anthos-fleet-common';
import { ago, fresh } from '../../__fixtures__/clusters';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import { PolicyContent } from './PolicyContent';

const brief = (name: string): ClusterBrief => ({
  ref: `kartnord-fleet/europe-north1/${name}`,
  fleet: 'kartnord-fleet',
  location: 'europe-north1',
  name,
  hosting: 'on-prem',
  platform: 'gdc-vmware',
  place: {},
});

const privileged: FleetConstraint = {
  id: 'K8sPSPPrivilegedContainer/no-privileged',
  kind: 'K8sPSPPrivilegedContainer',
  name: 'no-privileged',
  bundle: 'policy-essentials-v2022',
  totalClusters: 3,
  violatingClusters: 1,
  unauditedClusters: 1,
  lastKnownClusters: 0,
  totalViolations: 12,
  enforcements: [
    { enforcement: 'deny', total: 1 },
    { enforcement: 'dryrun', total: 2 },
  ],
  samples: [
    {
      cluster: brief('onprem-prod'),
      enforcement: 'deny',
      totalViolations: 12,
      violations: [{ kind: 'Pod', namespace: 'tiles', name: 'tiles-0' }],
    },
  ],
};

const NONE = { total: 0, clusters: [] };

function show(list: Partial<PolicyConstraintList> = {}, at = '/fleet/policy') {
  const getPolicyConstraints = jest.fn().mockResolvedValue({
    items: [privileged],
    totalItems: 4,
    violatedItems: 1,
    totalViolations: 12,
    totalClusters: 3,
    violatingClusters: 1,
    withoutConstraints: NONE,
    notRead: NONE,
    lastKnown: { total: 0, clusters: [] },
    ...list,
  } satisfies PolicyConstraintList);
  const rendered = renderFleet(<PolicyContent />, {
    at,
    api: { getPolicyConstraints },
  });
  return { ...rendered, getPolicyConstraints };
}

const grid = async () =>
  within(await screen.findByRole('grid', { name: 'Policy' }));

describe('PolicyContent', () => {
  it('says how many rules are broken, and where', async () => {
    const { container } = show();
    expect(
      await screen.findByRole('link', { name: '1 of 4 rules is broken.' }),
    ).toHaveAttribute('href', '/fleet/policy?violated=true');
    expect(screen.getByText('12 violations on 1 cluster.')).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('tells of a rule what it does, where, and what to do', async () => {
    show();
    const table = await grid();
    const row = (await table.findByText('no-privileged')).closest('tr')!;
    expect(row).toHaveTextContent('1 cluster not checked yet');
    expect(row).toHaveTextContent('denieson 1 cluster');
    expect(row).toHaveTextContent('only reportson 2 clusters');
    expect(row).toHaveTextContent('Correct them in their source');
    expect(row).toHaveTextContent('1 of 3 clusters');
    expect(row).toHaveTextContent('such as Pod tiles tiles-0');
    expect(
      within(row).getByRole('link', { name: 'onprem-prod' }),
    ).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/onprem-prod',
    );
  });

  it('names the clusters that it does not count', async () => {
    show({
      withoutConstraints: { total: 3, clusters: [brief('a'), brief('b')] },
      notRead: { total: 1, clusters: [brief('c')] },
    });
    expect(
      await screen.findByText('4 clusters are not counted.'),
    ).toBeVisible();
    expect(screen.getByText(/3 clusters are not counted, as/)).toBeVisible();
    expect(screen.getByText('and 1 more')).toBeVisible();
    expect(screen.getByText(/rules could not be read/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'c' })).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/c',
    );
  });

  it('says which clusters are counted as they were last known, and since when', async () => {
    const old = {
      ...fresh(),
      age: 'stale' as const,
      observedAt: ago(7200),
      message: 'It did not answer.',
    };
    const { container } = show({
      items: [
        {
          ...privileged,
          lastKnownClusters: 1,
          samples: [{ ...privileged.samples[0], lastKnown: old }],
        },
      ],
      lastKnown: {
        total: 2,
        clusters: [{ cluster: brief('onprem-lab'), freshness: old }],
      },
    });
    expect(
      await screen.findByText(
        '2 clusters are counted as they were last known.',
      ),
    ).toBeVisible();
    const note = screen
      .getByText('2 clusters are counted as they were last known:')
      .closest('p')!;
    expect(note).toHaveTextContent(/onprem-lab ?last known, 2 h.*and 1 more/);
    expect(within(note).getByTitle('It did not answer.')).toBeVisible();
    const row = (await (await grid()).findByText('no-privileged')).closest(
      'tr',
    )!;
    expect(row).toHaveTextContent('1 cluster was not read lately');
    expect(row).toHaveTextContent(/onprem-prod.*last known, 2 h/);
    // Some of what it counts is new.
    expect(row).not.toHaveTextContent('last known: 12 violations');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('does not show a rule as kept that nobody has read of lately', async () => {
    show({
      items: [
        {
          ...privileged,
          totalViolations: 0,
          violatingClusters: 0,
          unauditedClusters: 0,
          lastKnownClusters: 3,
        },
      ],
    });
    const word = await (await grid()).findByText('last known: 0 violations');
    expect(word.closest('[data-tone]')).toHaveAttribute('data-tone', 'unknown');
  });

  it('does not show a rule as kept that was not checked', async () => {
    show({
      items: [
        {
          ...privileged,
          totalViolations: 0,
          violatingClusters: 0,
          unauditedClusters: 3,
        },
      ],
      violatedItems: 0,
    });
    const word = await (await grid()).findByText('not audited yet');
    expect(word.closest('[data-tone]')).toHaveAttribute('data-tone', 'unknown');
  });

  it('asks for what the address says', async () => {
    const { getPolicyConstraints } = show(
      {},
      '/fleet/policy?violated=true&enforcement=deny&cluster=onprem-prod&q=priv',
    );
    await grid();
    expect(getPolicyConstraints.mock.calls[0][0]).toEqual({
      violated: true,
      enforcement: ['deny'],
      cluster: ['onprem-prod'],
      q: 'priv',
      sort: 'violations',
      order: 'desc',
      limit: 25,
    });
  });

  it('says why there is nothing', async () => {
    show({ items: [], totalItems: 0 });
    expect(await screen.findByText('No rules to show')).toBeVisible();
  });
});
