import { screen } from '@testing-library/react';
import { axeViolations } from '../../__testUtils__/axe';
import { demoEntity, renderFleet } from '../../__testUtils__/render';
import { EntityClusterCard } from './EntityClusterCard';

const resource = demoEntity('onprem-prod');

describe('EntityClusterCard', () => {
  it('tells the state of the cluster that the entity stands for', async () => {
    const { container } = renderFleet(<EntityClusterCard />, {
      entity: resource,
    });
    expect(await screen.findByText(/2 sync errors hold it back/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'All about this cluster' }),
    ).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/onprem-prod',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it.each(['not-a-ref', 'kartnord-fleet/europe-north1/gone'])(
    'says so when there is no cluster %s',
    async ref => {
      renderFleet(<EntityClusterCard />, {
        entity: {
          ...resource,
          metadata: {
            ...resource.metadata,
            annotations: { 'anthos-fleet/cluster-ref': ref },
          },
        },
      });
      expect(await screen.findByText('No such cluster')).toBeVisible();
      expect(screen.getByText(new RegExp(ref))).toBeVisible();
    },
  );
});
