import { screen } from '@testing-library/react';
import { ago } from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import { ClusterResultItem } from './ClusterResultItem';
import { ErrorResultItem } from './ErrorResultItem';

const CLUSTER = {
  title: 'onprem-prod',
  text: 'GDC on VMware, Oslo DC1',
  location: '/fleet/clusters/p/l/onprem-prod',
  hosting: 'on-prem' as const,
  place: 'Oslo DC1',
  state: 'error' as const,
  observedAt: ago(240),
  lastKnown: false,
};

describe('ClusterResultItem', () => {
  it('says how the sync was, when, and where the cluster stands', async () => {
    const { container } = renderFleet(<ClusterResultItem result={CLUSTER} />);
    expect(
      await screen.findByRole('link', { name: 'onprem-prod' }),
    ).toHaveAttribute('href', CLUSTER.location);
    expect(
      screen.getByText('sync error').closest('[data-tone]'),
    ).toHaveAttribute('data-tone', 'broken');
    expect(screen.getByText('On-prem')).toBeVisible();
    expect(screen.getByText('Oslo DC1')).toBeVisible();
    expect(screen.getByText(/as of/)).toHaveTextContent('4');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('takes a state that is missing for unknown, never for good', async () => {
    renderFleet(
      <ClusterResultItem
        result={{ title: 'x', text: '', location: '/fleet/clusters/p/l/x' }}
      />,
    );
    expect(
      (await screen.findByText('not known')).closest('[data-tone]'),
    ).toHaveAttribute('data-tone', 'unknown');
  });

  it.each([
    ['was old when it was indexed', { lastKnown: true }],
    ['comes from an index that is old', { observedAt: ago(7200) }],
  ])('shows no green state that %s', async (_, more) => {
    renderFleet(
      <ClusterResultItem result={{ ...CLUSTER, state: 'synced', ...more }} />,
    );
    const state = await screen.findByText('last known: synced');
    expect(state.closest('[data-tone]')).not.toHaveAttribute(
      'data-tone',
      'good',
    );
  });

  it('marks what was found in the title', async () => {
    const { container } = renderFleet(
      <ClusterResultItem
        result={CLUSTER}
        highlight={{
          preTag: '<1>',
          postTag: '</1>',
          fields: { title: '<1>onprem</1>-prod' },
        }}
      />,
    );
    await screen.findByRole('link', { name: 'onprem-prod' });
    expect(container.querySelector('mark')).toHaveTextContent(/^onprem$/);
  });
});

describe('ErrorResultItem', () => {
  it('says in which namespace it is open, since when, and whose that is', async () => {
    const { container } = renderFleet(
      <ErrorResultItem
        result={{
          title: 'KNV2009 quota exceeded',
          text: '',
          location: '/fleet/errors/quota',
          namespace: 'grunnbok-main',
          owner: 'group:default/team-grunnbok',
          firstSeenAt: ago(600),
        }}
      />,
    );
    expect(
      await screen.findByRole('link', { name: 'KNV2009 quota exceeded' }),
    ).toHaveAttribute('href', '/fleet/errors/quota');
    expect(screen.getByText('open error')).toBeVisible();
    expect(screen.getByText('grunnbok-main')).toBeVisible();
    expect(screen.getByText('team-grunnbok')).toBeVisible();
    expect(screen.getByText(/^since/)).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });
});
