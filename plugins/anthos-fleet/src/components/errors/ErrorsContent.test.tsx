import '../../__testUtils__/wideScreen';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import {
  errorGroup,
  FakeFleet,
  GatewayFleet,
  responseError,
} from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import type { AnthosFleetApi } from '../../api';
import { ErrorsContent } from './ErrorsContent';

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

function show(
  at = '/fleet/errors',
  api: Partial<AnthosFleetApi> = {},
  fleet: FakeFleet = new GatewayFleet(),
) {
  const getSyncErrors = jest.fn(
    api.getSyncErrors ?? (query => fleet.getSyncErrors(query)),
  );
  const rendered = renderFleet(
    <>
      <ErrorsContent />
      <Address />
    </>,
    { at, fleet, api: { ...api, getSyncErrors } },
  );
  return { ...rendered, getSyncErrors };
}

const address = () => screen.getByLabelText('address').textContent;

describe('ErrorsContent', () => {
  it('says in a sentence how much is broken, and lists causes', async () => {
    const { container } = show();
    const heading = await screen.findByRole('heading', {
      name: '4 causes break 6 syncs on 5 clusters.',
    });
    expect(
      within(heading).getByRole('link', { name: '6 syncs' }),
    ).toHaveAttribute('href', '/fleet/syncs?state=stalled&state=error');
    const row = screen
      .getByRole('link', {
        name: 'The cluster refused an object: quota exceeded',
      })
      .closest('tr')!;
    expect(row).toHaveTextContent('KNV2009');
    expect(row).toHaveTextContent('new within a day: 3 syncs now, at most 3');
    expect(row).toHaveTextContent('holds back 12 healthy objects');
    expect(
      within(row).getByRole('link', {
        name: /^prod\/api\/deployment\.yaml at/,
      }),
    ).toHaveAttribute('href', expect.stringContaining('https://github.com/'));
    expect(within(row).getByRole('link', { name: '2' })).toHaveAttribute(
      'href',
      '/fleet/syncs?fingerprint=quota&sort=cluster',
    );
    expect(within(row).getByRole('link', { name: '3' })).toHaveAttribute(
      'href',
      '/fleet/syncs?fingerprint=quota',
    );
    expect(
      within(row).getByRole('link', { name: 'team-grunnbok' }),
    ).toHaveAttribute('href', '/catalog/default/group/team-grunnbok');
    const hrefOf = (name: string | RegExp) =>
      decodeURIComponent(
        within(row).getByRole('link', { name }).getAttribute('href') ?? '',
      );
    expect(hrefOf('2 syncs: team-tinglysing')).toBe(
      '/fleet/syncs?owner=group:default/team-tinglysing&fingerprint=quota',
    );
    expect(hrefOf('1 sync: kartnord/grunnbok-main')).toBe(
      '/fleet/syncs?repo=https://github.com/kartnord/grunnbok-main&fingerprint=quota',
    );
    expect(hrefOf(/^On-prem\s1$/)).toBe(
      '/fleet/syncs?hosting=on-prem&fingerprint=quota&sort=cluster',
    );
    expect(row).toHaveTextContent(/\d min. agoseen \d+ sec. ago/);
    expect(screen.getByText(/^muted until/)).toHaveAttribute(
      'title',
      'The token is renewed on Monday.',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('names the first owners and repositories, and says how many more there are', async () => {
    show('/fleet/errors', {
      getSyncErrors: async () => ({
        items: [
          errorGroup('quota', {
            open: false,
            hostings: [
              { hosting: 'on-prem', total: 12 },
              { hosting: 'gcp', total: 3 },
            ],
            shares: {
              owners: ['a', 'b', 'c'].map(name => ({
                name: `group:default/${name}`,
                totalPackageSyncs: 4,
              })),
              totalOwners: 9,
              repositories: [],
              totalRepositories: 0,
            },
          }),
        ],
        totalItems: 1,
        totalPackageSyncs: 12,
        totalClusters: 12,
      }),
    });
    const row = (
      await screen.findByRole('link', { name: /quota exceeded$/ })
    ).closest('tr')!;
    expect(row).toHaveTextContent(/On-prem\s12Google Cloud\s3/);
    expect(row).toHaveTextContent(/a4b4and 7 more/);
    // It has healed: there are no syncs to show.
    expect(
      within(row).queryByRole('link', { name: /^4/ }),
    ).not.toBeInTheDocument();
  });

  it('asks the back end for what the address says', async () => {
    const { getSyncErrors } = show(
      '/fleet/errors?code=KNV1021&hosting=gcp&muted=false',
    );
    expect(
      await screen.findByRole('heading', {
        name: '1 cause breaks 2 syncs on 2 clusters.',
      }),
    ).toBeVisible();
    expect(getSyncErrors.mock.calls[0][0]).toEqual({
      code: ['KNV1021'],
      hosting: ['gcp'],
      muted: false,
      sort: 'packageSyncs',
      order: 'desc',
      limit: 25,
    });
  });

  it('chooses between open and healed ones, one way at a time', async () => {
    show('/fleet/errors?open=true');
    await screen.findByText('4 causes');
    await userEvent.click(screen.getByRole('button', { name: /Status/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Healed' }));
    await waitFor(() => expect(address()).toBe('/fleet/errors?open=false'));
    expect(await screen.findByText(/^Nothing has healed/)).toBeVisible();
  });

  it('sorts by what the reader clicks', async () => {
    show();
    await screen.findByText('4 causes');
    await userEvent.click(screen.getByRole('columnheader', { name: /Since/ }));
    await waitFor(() =>
      expect(address()).toBe('/fleet/errors?sort=firstSeenAt&order=asc'),
    );
  });

  it('says that nothing is wrong where syncs are known', async () => {
    show(
      '/fleet/errors',
      {},
      new GatewayFleet(undefined, [
        ...new GatewayFleet().syncs.filter(sync => sync.state === 'synced'),
      ]),
    );
    const title = await screen.findByText('No errors');
    expect(title).toBeVisible();
    expect(screen.getByText(/^Every sync that could be read/)).toBeVisible();
  });

  it('does not call it good news where no sync is known', async () => {
    show('/fleet/errors', {}, new FakeFleet());
    expect(await screen.findByText('No syncs to show')).toBeVisible();
    expect(screen.queryByText('No errors')).not.toBeInTheDocument();
  });

  it('says so when nothing matches', async () => {
    show('/fleet/errors?code=KNV9999');
    expect(await screen.findByText('No error matches')).toBeVisible();
  });

  it('names the permission when it is refused', async () => {
    show('/fleet/errors', {
      getSyncErrors: async () => {
        throw await responseError(403, 'NotAllowedError', 'Unauthorized');
      },
    });
    expect(
      await screen.findByText('anthosFleet.packageSync.read'),
    ).toBeVisible();
  });
});
