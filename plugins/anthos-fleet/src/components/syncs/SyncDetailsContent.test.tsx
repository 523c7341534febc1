import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ago,
  demoSyncs,
  failing,
  GatewayFleet,
  packageSync,
  responseError,
} from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import type { AnthosFleetApi } from '../../api';
import { SyncDetailsContent } from './SyncDetailsContent';

const show = (id: string, api: Partial<AnthosFleetApi> = {}) =>
  renderFleet(<SyncDetailsContent id={id} />, {
    fleet: new GatewayFleet(),
    api,
  });

const idOf = (cluster: string, namespace: string) =>
  demoSyncs.find(
    sync => sync.cluster.name === cluster && sync.namespace === namespace,
  )!.id;

describe('SyncDetailsContent', () => {
  it('says what is live, what holds it back, and which objects wait', async () => {
    const { container } = show(idOf('onprem-prod', 'grunnbok-main'));
    expect(
      await screen.findByText(/^1 error holds it back. Live is 9f8e7d6;/),
    ).toBeVisible();
    const steps = within(
      screen.getByText('Fetch the source').closest('ol')!,
    ).getAllByRole('listitem');
    expect(steps.map(step => step.getAttribute('data-tone'))).toEqual([
      'good',
      'unknown',
      'broken',
    ]);
    expect(steps[2]).toHaveTextContent(/^Applyfailed1 error0a1b2c3/);
    expect(
      screen.getByRole('link', { name: 'prod/api/deployment.yaml at 0a1b2c3' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining(
        '/blob/0a1b2c3d4e5f60718293a4b5c6d7e8f901234567/',
      ),
    );
    expect(
      screen.getByRole('link', { name: 'All about this error' }),
    ).toHaveAttribute('href', '/fleet/errors/quota');
    expect(
      screen.getByText(/^Deployment api in grunnbok-main asks for 4Gi memory/),
    ).toBeVisible();
    expect(screen.getByText(/^Lower limits.memory/)).toBeVisible();
    // The words of the product are there for who wants them.
    expect(screen.getByText(/^KNV2009: failed to apply/)).not.toBeVisible();
    expect(screen.getByText('failed 1')).toBeVisible();
    expect(screen.getByText('missing 2')).toBeVisible();
    expect(screen.getByText('part-1')).not.toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: '17 healthy objects' }),
    );
    expect(screen.getByText('part-1')).toBeVisible();
    expect(await screen.findByText('sync error (was: synced)')).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says what a sync on its way waits for', async () => {
    show(idOf('gcp-dev', 'grunnbok-main'));
    expect(await screen.findByText(/14 of 20 objects are ready/)).toBeVisible();
    expect(screen.getByText('waits for objects to become ready')).toBeVisible();
    expect(screen.getByText('2 of 3 pods are ready.')).toBeVisible();
    expect(screen.getByText('1 of 6 objects are listed.')).toBeVisible();
  });

  it('says that the product lists fewer errors than there are', async () => {
    show(demoSyncs.find(sync => sync.truncated)!.id);
    expect(
      await screen.findByText(
        '2 of 240 errors are listed; the product leaves out the rest.',
      ),
    ).toBeVisible();
  });

  it.each([
    [{ objectStatusOff: true }, /told not to report the state/],
    [{}, /^The objects have not been read yet/],
  ])('says why there are no objects: %j', async (changes, text) => {
    show('x', {
      getPackageSync: async () => ({
        sync: packageSync({ objects: undefined, ...changes }),
        errors: [],
        objects: [],
        totalObjects: 0,
      }),
    });
    expect(await screen.findByText(text)).toBeVisible();
  });

  it('shows steps of a cluster that is silent as no more than last known', async () => {
    show('x', {
      getPackageSync: async () => ({
        sync: packageSync({
          ...failing,
          freshness: { ...packageSync().freshness, age: 'stale' },
        }),
        errors: [],
        objects: [],
        totalObjects: 0,
      }),
    });
    expect(await screen.findByText('last known: sync error')).toBeVisible();
    expect(screen.getByText('Fetch the source').closest('li')).toHaveAttribute(
      'data-tone',
      'unknown',
    );
  });

  it('says in its history who made a commit, where its host tells', async () => {
    const change = {
      subject: 'package-sync' as const,
      subjectId: 'x',
      confirmedAt: ago(3_500),
    };
    show(idOf('gcp-prod', 'grunnbok-main'), {
      getTransitions: async () => ({
        items: [
          {
            ...change,
            id: '2',
            to: 'error',
            at: ago(3_600),
            commit: 'a'.repeat(40),
            commitDetails: {
              author: 'Ingrid Aas',
              committedAt: ago(2 * 3_600),
              subject: 'Raise memory',
            },
          },
          {
            ...change,
            id: '1',
            to: 'synced',
            at: ago(7_200),
            commit: 'b'.repeat(40),
          },
        ],
      }),
    });
    const made = await screen.findByText(/Ingrid Aas.*2 h.*Raise memory/);
    expect(made.closest('li')).toHaveTextContent(/aaaaaaa/);
    expect(screen.getByText('bbbbbbb').closest('li')).not.toHaveTextContent(
      /Ingrid/,
    );
  });

  it('says so when its history cannot be had', async () => {
    show(idOf('gcp-prod', 'grunnbok-main'), {
      getTransitions: async () => {
        throw await responseError(400, 'InputError', 'no history');
      },
    });
    expect(await screen.findByText(/no history/)).toBeVisible();
  });

  it('says when there is no such sync', async () => {
    show('nosuch');
    expect(await screen.findByText('No such sync')).toBeVisible();
    expect(screen.getByRole('link', { name: 'All syncs' })).toHaveAttribute(
      'href',
      '/fleet/syncs',
    );
  });
});
