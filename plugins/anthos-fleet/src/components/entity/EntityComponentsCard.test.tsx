import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { EntityComponents } from 'backstage-plugin-anthos-fleet-common';
import {
  componentsOf,
  entityComponent,
  entityStatusOf,
  responseError,
} from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { demoEntity, renderFleet } from '../../__testUtils__/render';
import { EntityComponentsCard } from './EntityComponentsCard';

const show = (components?: EntityComponents) =>
  renderFleet(<EntityComponentsCard />, {
    entity: demoEntity('eiendom'),
    api: components && {
      getEntityStatus: async () =>
        entityStatusOf([], { annotated: false, parts: components }),
    },
  });

describe('EntityComponentsCard', () => {
  it('answers in a sentence, then by component, the worst first', async () => {
    const { container } = show();
    expect(
      await screen.findByText(
        '8 of 11 components are in sync. Grunnbok has 2 errors. 1 is syncing. The state of 1 is not known now.',
      ),
    ).toBeVisible();
    const [first, ...others] = screen
      .getAllByRole('listitem')
      .map(item => within(item));
    expect(first.getByRole('link', { name: 'Grunnbok' })).toHaveAttribute(
      'href',
      '/catalog/default/component/grunnbok',
    );
    expect(first.getByText('sync error')).toBeVisible();
    expect(
      first.getByRole('link', { name: '2 errors: Grunnbok' }),
    ).toHaveAttribute('href', '/catalog/default/component/grunnbok');
    expect(first.getByText('in sync on 9 of 12 clusters')).toBeVisible();
    expect(first.getByRole('link', { name: 'onprem-prod' })).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/onprem-prod',
    );
    expect(first.getByText('and 9 more clusters')).toBeVisible();
    expect(others[0].getByRole('link', { name: 'tinglysing' })).toBeVisible();
    expect(others[0].getByText('not known')).toBeVisible();
    expect(
      screen.getByText('2 more components name no cluster.'),
    ).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('folds the healthy ones of many', async () => {
    show();
    const fold = await screen.findByRole('button', { name: '8 in sync' });
    expect(screen.getByText('register-1')).not.toBeVisible();
    await userEvent.click(fold);
    expect(screen.getByText('register-1')).toBeVisible();
  });

  it('says how many components it did not look at', async () => {
    show(componentsOf([entityComponent('a')], { total: 620, read: 500 }));
    expect(
      await screen.findByText(
        'The first 500 of 620 components were looked at.',
      ),
    ).toBeVisible();
  });

  it('is brief where no component runs on a cluster', async () => {
    show(componentsOf([], { total: 2, read: 2, withoutClusters: 2 }));
    expect(
      await screen.findByText('None of its components names a cluster.'),
    ).toBeVisible();
    expect(screen.queryByText(/more components/)).not.toBeInTheDocument();
  });

  it('tells a cluster that cannot be seen from one that is in sync', async () => {
    show(
      componentsOf([
        entityComponent('hidden', 'unknown', {
          clusters: [],
          totalClusters: 0,
        }),
      ]),
    );
    expect(
      await screen.findByText('on no cluster that you may see'),
    ).toBeVisible();
  });

  it('names the permission when it is refused', async () => {
    renderFleet(<EntityComponentsCard />, {
      entity: demoEntity('eiendom'),
      api: {
        getEntityStatus: async () => {
          throw await responseError(403, 'NotAllowedError', 'Unauthorized');
        },
      },
    });
    expect(await screen.findByText('anthosFleet.cluster.read')).toBeVisible();
  });
});
