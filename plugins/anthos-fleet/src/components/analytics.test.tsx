import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTold } from '../__testUtils__/analytics';
import { demoEntity } from '../__testUtils__/render';
import { ClusterDetailsContent } from './cluster/ClusterDetailsContent';
import { EntityFleetCard } from './entity/EntityFleetCard';
import { EntityFleetContent } from './entity/EntityFleetContent';
import { ErrorDetailsContent } from './errors/ErrorDetailsContent';

const SECRET = 'only-for-my-eyes';

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

function mockClipboard(writeText: (text: string) => Promise<void>) {
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText },
  });
}

describe('analytics is told', () => {
  const event = (action: string, subject: string, rest: object = {}) => ({
    action,
    subject,
    value: undefined,
    attributes: undefined,
    ...rest,
  });

  it('of a mute how long it lasts, not why, and of its end', async () => {
    const told = renderTold(<ErrorDetailsContent fingerprint="quota" />);
    await press('Mute…');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/^Reason/), SECRET);
    expect(told.events()).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: 'Mute' }));
    await press('End the mute');
    await screen.findByRole('button', { name: 'Mute…' });
    expect(told.events()).toEqual([
      event('mute', 'error group', { value: 7 * 24 }),
      event('unmute', 'error group'),
    ]);
    expect(JSON.stringify(told.events())).not.toContain(SECRET);
  });

  it('nothing of a mute that was refused', async () => {
    const told = renderTold(<ErrorDetailsContent fingerprint="quota" />, {
      api: { createMute: () => Promise.reject(new Error('no')) },
    });
    await press('Mute…');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/^Reason/), SECRET);
    await userEvent.click(dialog.getByRole('button', { name: 'Mute' }));
    await dialog.findByRole('alert');
    expect(told.events()).toEqual([]);
  });

  it('of a refresh whether it was accepted', async () => {
    const answer = { ref: 'x', requestedAt: new Date().toISOString() };
    const told = renderTold(
      <ClusterDetailsContent
        clusterRef={{
          project: 'kartnord-fleet',
          location: 'europe-north1',
          name: 'gcp-prod',
        }}
      />,
      {
        api: {
          refreshCluster: jest
            .fn()
            .mockResolvedValueOnce({ ...answer, accepted: true })
            .mockRejectedValueOnce(new Error('too late'))
            .mockResolvedValueOnce({ ...answer, accepted: false }),
        },
      },
    );
    await press('Refresh');
    await screen.findByText(/^Asked for at/);
    await press('Refresh');
    await screen.findByText(/too late/);
    await press('Refresh');
    await screen.findByText(/^Already asked/);
    expect(told.events()).toEqual(
      [true, false].map(accepted =>
        event('refresh', 'cluster', { attributes: { accepted } }),
      ),
    );
  });

  it('what kind of text was copied, not the text', async () => {
    mockClipboard(async () => {});
    const told = renderTold(<ErrorDetailsContent fingerprint="quota" />);
    await press('Copy link');
    await press('Copy for a colleague');
    await waitFor(() =>
      expect(told.events()).toEqual([
        event('copy', 'link'),
        event('copy', 'markdown'),
      ]),
    );
  });

  it('of commands and annotations that were copied', async () => {
    mockClipboard(async () => {});
    const tab = renderTold(<EntityFleetContent />, {
      entity: demoEntity('grunnbok'),
    });
    const connect = await screen.findByRole('group', {
      name: 'Let kubectl speak to the cluster',
    });
    await userEvent.click(within(connect).getByRole('button'));
    await waitFor(() =>
      expect(tab.events()).toEqual([event('copy', 'command')]),
    );
  });

  it('nothing of what the browser did not copy', async () => {
    const writeText = jest.fn(() => Promise.reject(new Error('denied')));
    mockClipboard(writeText);
    const told = renderTold(<EntityFleetCard />, {
      entity: demoEntity('unannotated'),
    });
    const [copy] = await screen.findAllByRole('button', { name: 'Copy' });
    await userEvent.click(copy);
    expect(writeText).toHaveBeenCalledTimes(1);
    await act(async () => {});
    expect(told.events()).toEqual([]);
    mockClipboard(async () => {});
    await userEvent.click(copy);
    await waitFor(() =>
      expect(told.events()).toEqual([event('copy', 'annotation')]),
    );
  });
});
