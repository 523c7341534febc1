import { screen } from '@testing-library/react';
import { cluster, entityStatusOf } from '../../__fixtures__';
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
      await screen.findByRole('link', { name: 'resource:default/onprem-prod' }),
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
