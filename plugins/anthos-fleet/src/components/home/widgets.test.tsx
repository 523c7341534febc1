import { analyticsApiRef, type ApiRef } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  GatewayFleet,
  noServices,
  ownServices,
  responseError,
} from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import { OpenErrorsWidget } from './OpenErrorsWidget';
import { OwnServicesWidget } from './OwnServicesWidget';

const rows = () => screen.getAllByRole('listitem');

describe('OwnServicesWidget', () => {
  it('says how many are not in sync, and lists those, the worst first', async () => {
    const { container } = renderFleet(<OwnServicesWidget />);
    expect(
      await screen.findByText('3 of your 4 services are not in sync.'),
    ).toBeVisible();
    expect(
      rows().map(row => within(row).getAllByRole('link')[0].textContent),
    ).toEqual(['Grunnbok', 'tinglysing', 'Matrikkel']);
    const [broken] = rows();
    expect(within(broken).getByText('sync error')).toBeVisible();
    expect(
      within(broken).getByText('in sync on 2 of 3 clusters'),
    ).toBeVisible();
    expect(
      within(broken).getByRole('link', { name: 'Grunnbok' }),
    ).toHaveAttribute('href', '/catalog/default/component/grunnbok');
    expect(
      within(broken).getByRole('link', { name: /quota exceeded/ }),
    ).toHaveAttribute('href', '/fleet/errors/quota');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('asks once', async () => {
    const getEntities = jest.fn(async () => ownServices);
    renderFleet(<OwnServicesWidget />, { api: { getEntities } });
    await screen.findByText('Grunnbok');
    expect(getEntities).toHaveBeenCalledTimes(1);
  });

  it.each([
    [1, 'Your service is not in sync.'],
    [2, 'None of your 2 services is in sync.'],
  ])('says that none of %s is in sync', async (total, sentence) => {
    renderFleet(<OwnServicesWidget />, {
      api: {
        getEntities: async () => ({
          items: ownServices.items.slice(0, total),
          totalItems: total,
          states: [{ state: 'error', total }],
          complete: true,
        }),
      },
    });
    expect(await screen.findByText(sentence)).toBeVisible();
  });

  it.each([
    [1, 'Your service is in sync.'],
    [5, 'All 5 of your services are in sync.'],
  ])('is content when all %s are in sync', async (total, sentence) => {
    renderFleet(<OwnServicesWidget />, {
      api: {
        getEntities: async () => ({
          ...noServices,
          totalItems: total,
          states: [{ state: 'synced', total }],
        }),
      },
    });
    expect(await screen.findByText(sentence)).toBeVisible();
    expect(screen.queryByRole('listitem')).toBeNull();
  });

  it('says how to begin when none runs on the fleet', async () => {
    const { container } = renderFleet(<OwnServicesWidget />, {
      api: { getEntities: async () => noServices },
    });
    expect(
      await screen.findByText('You own no service that runs on the fleet'),
    ).toBeVisible();
    expect(screen.getByText(/anthos-fleet\/cluster-selector/)).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('folds a long list', async () => {
    const many = Array.from({ length: 8 }, (_, index) => ({
      ...ownServices.items[1],
      entityRef: `component:default/s${index}`,
    }));
    renderFleet(<OwnServicesWidget />, {
      api: {
        getEntities: async () => ({
          items: many,
          totalItems: 8,
          states: [{ state: 'reconciling', total: 8 }],
          complete: false,
        }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: '3 more' }),
    );
    expect(rows()).toHaveLength(8);
    expect(screen.getByText(/more components than/)).toBeVisible();
  });

  it('says what to do about a failure', async () => {
    const refuse = () => responseError(403, 'NotAllowedError', 'Unauthorized');
    renderFleet(<OwnServicesWidget />, {
      api: {
        getEntities: async () => {
          throw await refuse();
        },
      },
    });
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(screen.getByText('anthosFleet.cluster.read')).toBeVisible();
  });
});

describe('OpenErrorsWidget', () => {
  it('lists what breaks syncs, each the way to its page', async () => {
    const getSyncErrors = jest.fn(query =>
      new GatewayFleet().getSyncErrors(query),
    );
    const { container } = renderFleet(<OpenErrorsWidget />, {
      api: { getSyncErrors },
    });
    expect(await screen.findByText('4 causes break syncs.')).toBeVisible();
    expect(getSyncErrors).toHaveBeenCalledTimes(1);
    expect(getSyncErrors.mock.calls[0][0]).toMatchObject({
      open: true,
      sort: 'clusters',
      order: 'desc',
    });
    const quota = rows().find(row => within(row).queryByText('KNV2009'))!;
    expect(
      within(quota).getByRole('link', { name: /quota exceeded/ }),
    ).toHaveAttribute('href', '/fleet/errors/quota');
    expect(
      within(quota).getByRole('link', { name: /^on \d+ clusters?$/ }),
    ).toHaveAttribute('href', '/fleet/syncs?fingerprint=quota');
    expect(screen.getByRole('link', { name: 'All errors' })).toHaveAttribute(
      'href',
      '/fleet/errors',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('claims no health when it knows of no error', async () => {
    const { container } = renderFleet(<OpenErrorsWidget />);
    expect(await screen.findByText('No open error is known.')).toBeVisible();
    expect(container.querySelector('[data-tone="good"]')).toBeNull();
  });

  it('names the permission that is missing', async () => {
    renderFleet(<OpenErrorsWidget />, {
      api: {
        getSyncErrors: async () => {
          throw await responseError(403, 'NotAllowedError', 'Unauthorized');
        },
      },
    });
    expect(
      await screen.findByText('anthosFleet.packageSync.read'),
    ).toBeVisible();
  });

  it('tells analytics which link was followed', async () => {
    const analytics = mockApis.analytics();
    renderFleet(<OpenErrorsWidget />, {
      fleet: new GatewayFleet(),
      apis: [[analyticsApiRef as ApiRef<unknown>, analytics]],
    });
    await userEvent.click(
      await screen.findByRole('link', { name: /quota exceeded/ }),
    );
    expect(analytics.getEvents()).toContainEqual(
      expect.objectContaining({
        action: 'click',
        subject: expect.stringContaining('quota exceeded'),
        attributes: { to: '/fleet/errors/quota' },
      }),
    );
  });
});
