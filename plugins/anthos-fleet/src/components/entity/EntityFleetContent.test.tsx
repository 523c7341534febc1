import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  cluster,
  componentsOf,
  entityComponent,
  entityStatusOf,
  entityViolation,
  errorGroup,
  failing,
  GatewayFleet,
  packageSync,
} from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { demoEntity, renderFleet } from '../../__testUtils__/render';
import type { AnthosFleetApi } from '../../api';
import { EntityFleetContent } from './EntityFleetContent';

const show = (
  name: string,
  getEntityStatus?: AnthosFleetApi['getEntityStatus'],
) =>
  renderFleet(<EntityFleetContent />, {
    entity: demoEntity(name),
    api: getEntityStatus && { getEntityStatus },
  });

describe('EntityFleetContent', () => {
  it('says why each cluster and namespace was chosen', async () => {
    const { container } = show('grunnbok');
    const row = (await screen.findByRole('link', { name: 'gcp-prod' }))
      .closest('li')!
      .parentElement!.closest('li');
    expect(row).toHaveTextContent(
      'Chosen byannotation anthos-fleet/cluster: gcp-prod',
    );
    expect(screen.getByText('anthos-fleet/namespace')).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says once what chose all clusters alike', async () => {
    const clusters = [
      cluster({ name: 'one' }),
      cluster({ name: 'two' }),
      cluster({ name: 'three' }),
    ];
    const chosenBy = [
      {
        kind: 'annotation' as const,
        source: 'anthos-fleet/cluster-selector',
        value: 'env=prod',
      },
    ];
    show('grunnbok', async () => ({
      ...entityStatusOf(clusters),
      clusters: clusters.map(item => ({ cluster: item, chosenBy })),
    }));
    expect(await screen.findByRole('link', { name: 'three' })).toBeVisible();
    expect(screen.getAllByText('anthos-fleet/cluster-selector')).toHaveLength(
      1,
    );
  });

  it('links to the entity behind a relation', async () => {
    show('grunnbok', async () => ({
      ...entityStatusOf([]),
      totalClusters: 1,
      clusters: [
        {
          cluster: cluster(),
          chosenBy: [
            {
              kind: 'relation' as const,
              source: 'dependsOn',
              value: 'resource:default/onprem-prod',
            },
            {
              kind: 'relation' as const,
              source: 'dependsOn',
              value: 'not a ref:::',
            },
          ],
        },
      ],
    }));
    expect(
      await screen.findByTitle('resource:default/onprem-prod'),
    ).toHaveAttribute('href', '/catalog/default/resource/onprem-prod');
    expect(screen.getByText('not a ref:::')).toBeVisible();
  });

  it('says how to name namespaces when there are none', async () => {
    show('grunnbok', async () =>
      entityStatusOf([cluster()], { namespaces: [] }),
    );
    expect(await screen.findByText(/No namespace is named/)).toBeVisible();
  });

  it('teaches what to add to an entity that names no cluster', async () => {
    show('unannotated');
    expect(
      await screen.findByText('Which clusters does it run on?'),
    ).toBeVisible();
  });
});

describe('EntityFleetContent of clusters that are read themselves', () => {
  it('says what is wrong first, then each sync with its steps, then objects', async () => {
    const { container } = renderFleet(<EntityFleetContent />, {
      entity: demoEntity('grunnbok'),
      fleet: new GatewayFleet(),
    });
    expect(await screen.findByText('What is wrong')).toBeVisible();
    const titles = ['What is wrong', 'Syncs', 'Objects', 'Clusters'];
    expect(
      screen
        .getAllByRole('heading', { level: 3 })
        .map(heading => heading.textContent ?? '')
        .filter(title => titles.includes(title)),
    ).toEqual(titles);
    expect(screen.getByText(/asks for 4Gi memory/)).toBeVisible();
    expect(screen.getByText(/^Lower limits.memory/)).toBeVisible();
    const files = screen.getAllByRole('link', {
      name: /^prod\/api\/deployment\.yaml at [0-9a-f]{7}$/,
    });
    expect(files[0]).toHaveAttribute('href', expect.stringContaining('/blob/'));
    const syncs = screen.getAllByRole('link', { name: 'RepoSync repo-sync' });
    expect(syncs).toHaveLength(3);
    expect(screen.getAllByText('Fetch the source')).toHaveLength(2);
    expect(screen.getAllByText(/in the mesh \(asm-managed\)/)).toHaveLength(2);
    expect(screen.getByText('51 of 60 objects are ready.')).toBeVisible();
    expect(screen.getByText('part-1')).not.toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: '51 healthy objects' }),
    );
    expect(screen.getByText('part-1')).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('shows a few errors, and the others when they are asked for', async () => {
    const errors = [1, 2, 3, 4, 5].map(number =>
      errorGroup('quota', {
        fingerprint: `f${number}`,
        headline: `Error ${number}`,
      }),
    );
    show('grunnbok', async () =>
      entityStatusOf([cluster()], {
        syncs: [packageSync(failing)],
        totalSyncs: 1,
        errors,
        totalErrorGroups: 60,
      }),
    );
    expect(await screen.findByText('Error 3')).toBeVisible();
    expect(screen.queryByText('Error 4')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: '57 more errors' }),
    );
    expect(screen.getByText('Error 5')).toBeVisible();
    expect(screen.getByText('55 more errors')).toBeVisible();
  });

  it('copies an error for a colleague, with the address of its page', async () => {
    const writeText = jest.fn(async (_text: string) => {});
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText },
    });
    renderFleet(<EntityFleetContent />, {
      entity: demoEntity('grunnbok'),
      fleet: new GatewayFleet(),
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Copy for a colleague: The cluster refused an object: quota exceeded',
      }),
    );
    expect(writeText).toHaveBeenLastCalledWith(
      expect.stringMatching(
        /^\*\*KNV2009: The cluster refused [^]*\nhttp:\/\/localhost\/fleet\/errors\/quota$/,
      ),
    );
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
  });

  it('gives the commands that lead into each cluster', async () => {
    const { container } = renderFleet(<EntityFleetContent />, {
      entity: demoEntity('grunnbok'),
      fleet: new GatewayFleet(),
    });
    const connect = await screen.findByRole('group', {
      name: 'Let kubectl speak to the cluster',
    });
    expect(connect).toHaveTextContent(
      /get-credentials onprem-prod --location=europe-north1 --project=kartnord-fleet/,
    );
    expect(
      screen.getByRole('group', { name: 'Look around' }),
    ).toHaveTextContent('kubectl -n grunnbok-main get pods');
    await userEvent.click(screen.getByRole('button', { name: /Cluster$/ }));
    await userEvent.click(screen.getByRole('option', { name: /^gcp-prod/ }));
    expect(connect).toHaveTextContent(/get-credentials gcp-prod /);
    await userEvent.click(
      screen.getByRole('button', { name: 'Rights that it takes' }),
    );
    expect(screen.getByText('roles/gkehub.gatewayReader')).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('speaks of no terminal where the portal does not use the gateway', async () => {
    show('grunnbok');
    expect(await screen.findByText('Namespaces')).toBeVisible();
    expect(screen.queryByText('Open a terminal')).not.toBeInTheDocument();
  });

  it('shows the components of a system, and of its own clusters nothing where it names none', async () => {
    show('eiendom');
    expect(
      await screen.findByText(/^8 of 11 components are in sync\./),
    ).toBeVisible();
    expect(
      screen.queryByText('Which clusters does it run on?'),
    ).not.toBeInTheDocument();
    expect(screen.queryByText('Namespaces')).not.toBeInTheDocument();
  });

  it('shows both where a system names clusters itself', async () => {
    show('eiendom', async () =>
      entityStatusOf([cluster({ name: 'own' })], {
        parts: componentsOf([entityComponent('part')]),
      }),
    );
    expect(await screen.findByRole('link', { name: 'part' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'own' })).toBeVisible();
    expect(screen.getByText('Namespaces')).toBeVisible();
  });

  it('lists the policies that its objects violate, with the remedy', async () => {
    const onprem = cluster({ name: 'onprem-prod' });
    const { container } = renderFleet(<EntityFleetContent />, {
      entity: demoEntity('grunnbok'),
      api: {
        getEntityStatus: async () =>
          entityStatusOf([onprem], {
            policyViolations: [
              ...[1, 2, 3, 4].map(number =>
                entityViolation({ name: `api-${number}` }),
              ),
              entityViolation({
                constraint: 'ours',
                constraintKind: 'Ours',
                enforcement: 'dryrun',
                name: 'job-1',
              }),
            ],
          }),
      },
    });
    expect(
      await screen.findByText(
        '5 violations of 2 rules in its namespaces. A rule that denies refuses the object when it is next made or changed.',
      ),
    ).toBeVisible();
    expect(screen.getByText(/^Set runAsNonRoot: true/)).toBeVisible();
    expect(screen.getByText(/^Change the object in Git so/)).toBeVisible();
    expect(screen.queryByText('api-4')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: '3 more violations' }),
    );
    expect(screen.getByText('api-4')).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('speaks of no policies where nothing violates one', async () => {
    show('grunnbok', async () =>
      entityStatusOf([cluster()], { policyViolations: [] }),
    );
    expect(await screen.findByText('Namespaces')).toBeVisible();
    expect(screen.queryByText('Policies')).not.toBeInTheDocument();
  });

  it('tells the mesh, whether one commit is live everywhere, and what changed', async () => {
    const fleet = new GatewayFleet();
    const getTransitions = jest.fn(
      (query: Parameters<AnthosFleetApi['getTransitions']>[0]) =>
        fleet.getTransitions(query),
    );
    renderFleet(<EntityFleetContent />, {
      entity: demoEntity('grunnbok'),
      fleet,
      api: { getTransitions },
    });
    expect(
      await screen.findByText('In the mesh on 2 of 3 clusters.'),
    ).toBeVisible();
    expect(screen.getByText(/^\d different commits are live: /)).toBeVisible();
    expect(
      (await screen.findAllByText(/\(was: synced\)$/)).length,
    ).toBeGreaterThan(0);
    expect(getTransitions).toHaveBeenCalledWith(
      expect.objectContaining({
        subject: ['package-sync'],
        namespace: ['grunnbok-main'],
        cluster: [
          'kartnord-fleet/europe-north1/gcp-dev',
          'kartnord-fleet/europe-north1/gcp-prod',
          'kartnord-fleet/europe-north1/onprem-prod',
        ],
      }),
      expect.anything(),
    );
  });

  it.each([
    ['fleet-summary', /^These states are what the fleet sums up/],
    ['package-syncs', /^The clusters were read, but none of them has a sync/],
  ] as const)('says once what is missing: %s', async (basis, text) => {
    const item = cluster();
    show('grunnbok', async () =>
      entityStatusOf([
        { ...item, configSync: { ...item.configSync, basis } },
        cluster({ name: 'another' }),
      ]),
    );
    expect(await screen.findByText(text)).toBeVisible();
    expect(screen.queryByText('Syncs')).not.toBeInTheDocument();
  });
});
