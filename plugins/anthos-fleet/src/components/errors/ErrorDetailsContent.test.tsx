import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ErrorGroupDetails } from 'backstage-plugin-anthos-fleet-common';
import { errorGroup, GatewayFleet, responseError } from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import type { AnthosFleetApi } from '../../api';
import { ErrorDetailsContent } from './ErrorDetailsContent';

const show = (fingerprint: string, api: Partial<AnthosFleetApi> = {}) =>
  renderFleet(<ErrorDetailsContent fingerprint={fingerprint} />, {
    fleet: new GatewayFleet(),
    api,
  });

async function quota(
  changes: Partial<ErrorGroupDetails> = {},
): Promise<ErrorGroupDetails> {
  return { ...(await new GatewayFleet().getSyncError('quota')), ...changes };
}

const field = (name: string) => screen.getByText(name).nextElementSibling;

describe('ErrorDetailsContent', () => {
  it('explains the error, and says where to mend it', async () => {
    const { container } = show('quota');
    expect(
      await screen.findByRole('heading', {
        name: 'The cluster refused an object: quota exceeded',
      }),
    ).toBeVisible();
    expect(
      screen.getByText(/^Has broken 3 syncs on 2 clusters since/),
    ).toBeVisible();
    expect(field('Cause')).toHaveTextContent(/asks for 4Gi memory/);
    expect(field('Remedy')).toHaveTextContent(/^Lower limits.memory/);
    expect(field('Where to mend it')).toHaveTextContent('in the files in Git');
    expect(
      screen.getByRole('link', { name: 'prod/api/deployment.yaml at 0a1b2c3' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('https://github.com/kartnord/'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Raw message' }));
    expect(screen.getByText(/^KNV2009: failed to apply/)).toBeVisible();
    expect(await screen.findAllByText('sync error (was: synced)')).toHaveLength(
      3,
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says how much each owner, repository and place has, and leads there', async () => {
    show('quota');
    await screen.findByText('Whom it concerns');
    const hrefs = (name: string) =>
      within(field(name) as HTMLElement)
        .getAllByRole('link')
        .map(link => decodeURIComponent(link.getAttribute('href') ?? ''));
    expect(field('Owners')).toHaveTextContent(
      /team-tinglysing 2 syncs.*team-grunnbok 1 sync/,
    );
    expect(hrefs('Owners')).toContainEqual(
      expect.stringMatching(/^\/fleet\/syncs\?.*owner=group:/),
    );
    expect(hrefs('Repositories')).toContainEqual(
      expect.stringMatching(/^\/fleet\/syncs\?.*repo=https:/),
    );
    expect(hrefs('Runs on')).toContainEqual(
      expect.stringMatching(/^\/fleet\/syncs\?.*hosting=on-prem/),
    );
  });

  it('lists every sync that has it, by cluster', async () => {
    show('quota');
    const cluster = await screen.findByRole('link', { name: 'onprem-prod' });
    const item = cluster.closest('li')!;
    expect(
      within(item)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual([
      'onprem-prod',
      '2 syncs',
      'grunnbok-main',
      '0a1b2c3',
      'tinglysing',
      '0a1b2c3',
    ]);
  });

  it('says how many syncs of each cluster have it, and leads there', async () => {
    show('quota');
    const cluster = await screen.findByRole('link', { name: 'onprem-prod' });
    const count = within(cluster.closest('li')!).getByRole('link', {
      name: '2 syncs',
    });
    expect(decodeURIComponent(count.getAttribute('href')!)).toMatch(
      /^\/fleet\/syncs\?cluster=kartnord-fleet\/.*\/onprem-prod&fingerprint=quota$/,
    );
  });

  it('leads to all syncs where not every place is listed', async () => {
    const details = await quota();
    show('quota', {
      getSyncError: async () => ({
        ...details,
        group: { ...details.group, totalClusters: 230 },
        totalOccurrences: 400,
      }),
    });
    expect(
      await screen.findByRole('link', { name: 'And 228 more clusters' }),
    ).toHaveAttribute('href', '/fleet/syncs?fingerprint=quota&sort=cluster');
  });

  it('folds long lists of owners, and says what is left out of them', async () => {
    show('quota', {
      getSyncError: async () =>
        quota({
          owners: Array.from({ length: 7 }, (_, index) => ({
            name: `group:default/team-${index}`,
            totalPackageSyncs: 1,
          })),
          totalOwners: 9,
        }),
    });
    const more = await screen.findByRole('button', { name: 'and 4 more' });
    expect(screen.queryByText('team-6')).not.toBeInTheDocument();
    await userEvent.click(more);
    expect(screen.getByRole('link', { name: 'team-6' })).toBeVisible();
    expect(field('Owners')).toHaveTextContent(/and 2 more$/);
  });

  it('draws its course, with a table for those who do not see it', async () => {
    show('quota');
    const table = await screen.findByRole('table', {
      name: 'Syncs with this error over time',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(9);
    expect(within(table).getAllByRole('cell').at(-1)).toHaveTextContent('3');
  });

  it('copies the link, and all of it for a colleague', async () => {
    const writeText = jest.fn(async (_text: string) => {});
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText },
    });
    show('quota');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Copy link' }),
    );
    expect(writeText).toHaveBeenLastCalledWith('http://localhost/');
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy for a colleague' }),
    );
    expect(writeText).toHaveBeenLastCalledWith(
      expect.stringMatching(/^\*\*KNV2009: The cluster refused/),
    );
  });

  it('mutes with a reason and an end, and ends the mute', async () => {
    const fleet = new GatewayFleet();
    const createMute = jest.fn(
      (request: Parameters<typeof fleet.createMute>[0]) =>
        fleet.createMute(request),
    );
    renderFleet(<ErrorDetailsContent fingerprint="quota" />, {
      fleet,
      api: { createMute },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Mute…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Mute' }));
    expect(dialog.getByText('Write at least three characters.')).toBeVisible();
    expect(createMute).not.toHaveBeenCalled();
    await userEvent.type(dialog.getByLabelText(/^Reason/), ' Known, see #12 ');
    await userEvent.click(dialog.getByRole('button', { name: 'Mute' }));
    expect(
      await screen.findByText(/^Muted until .* by guest: Known, see #12$/),
    ).toBeVisible();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    const [request] = createMute.mock.calls[0];
    expect(request.target).toEqual({ fingerprint: 'quota' });
    const days = (Date.parse(request.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    await userEvent.click(screen.getByRole('button', { name: 'End the mute' }));
    expect(await screen.findByRole('button', { name: 'Mute…' })).toBeVisible();
  });

  it('says so when it cannot be muted, and keeps what was typed', async () => {
    show('quota', {
      createMute: async () => {
        throw await responseError(400, 'InputError', 'expiresAt is too far');
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Mute…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/^Reason/), 'Known');
    await userEvent.click(dialog.getByRole('button', { name: 'Mute' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'It could not be muted: expiresAt is too far',
    );
    expect(dialog.getByLabelText(/^Reason/)).toHaveValue('Known');
  });

  it('offers no mute to those who may not', async () => {
    show('no-source', {
      getSyncError: async () =>
        quota({
          mayMute: false,
          group: errorGroup('no-source'),
        }),
    });
    expect(await screen.findByText(/^Muted until/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'End the mute' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Mute…' }),
    ).not.toBeInTheDocument();
  });

  it('says that it has healed, without links to what is no more', async () => {
    show('quota', {
      getSyncError: async () =>
        quota({
          group: errorGroup('quota', { open: false, mute: undefined }),
          occurrences: [],
          totalOccurrences: 0,
        }),
    });
    expect(await screen.findByText(/^Healed. It was there from/)).toBeVisible();
    expect(screen.queryByText('Where it happens')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: '3 syncs' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Mute…' }),
    ).not.toBeInTheDocument();
  });

  it('shows the words of a product that nobody here knows', async () => {
    show('odd');
    expect(
      await screen.findByText(/^This portal does not know this code/),
    ).toBeVisible();
    expect(screen.getByText('no code')).toBeVisible();
  });

  it('says when there is no such error', async () => {
    show('nosuch');
    expect(await screen.findByText('No such error')).toBeVisible();
    expect(screen.getByRole('link', { name: 'All errors' })).toHaveAttribute(
      'href',
      '/fleet/errors',
    );
  });
});
