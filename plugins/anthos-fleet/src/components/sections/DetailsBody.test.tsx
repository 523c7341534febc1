import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { responseError } from '../../__fixtures__';
import { renderFleet } from '../../__testUtils__/render';
import type { AnthosFleetApi } from '../../api';
import { FleetQueryProvider, useCluster } from '../../queries';
import { DetailsBody } from './DetailsBody';

const REF = {
  project: 'kartnord-fleet',
  location: 'europe-north1',
  name: 'gcp-prod',
};

function Page(props: { permission?: string }) {
  const query = useCluster(REF);
  return (
    <DetailsBody
      query={query}
      notFound={{
        title: 'No such thing',
        text: 'It is not in the list.',
        href: '/list',
        back: 'All things',
      }}
      name="gcp-prod while it loads"
      permission={props.permission}
    >
      {({ cluster }) => <p>This is {cluster.name}</p>}
    </DetailsBody>
  );
}

const show = (api: Partial<AnthosFleetApi> = {}, permission?: string) =>
  renderFleet(
    <FleetQueryProvider>
      <Page permission={permission} />
    </FleetQueryProvider>,
    { api },
  );

const failing = (status: number, name: string) => ({
  getCluster: async () => {
    throw await responseError(status, name, 'no');
  },
});

describe('DetailsBody', () => {
  it('has the name until the thing is there', async () => {
    show();
    expect(await screen.findByText('gcp-prod while it loads')).toBeVisible();
    expect(await screen.findByText('This is gcp-prod')).toBeVisible();
    expect(screen.queryByText('gcp-prod while it loads')).toBeNull();
  });

  it('leads back to the list from what is not there', async () => {
    show(failing(404, 'NotFoundError'));
    expect(
      await screen.findByRole('heading', { name: 'No such thing' }),
    ).toBeVisible();
    expect(screen.getByText('It is not in the list.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'All things' })).toHaveAttribute(
      'href',
      '/list',
    );
  });

  it.each([
    [undefined, 'anthosFleet.cluster.read'],
    ['anthosFleet.packageSync.read', 'anthosFleet.packageSync.read'],
  ])(
    'names the permission that is missing: given %s, %s',
    async (permission, named) => {
      show(failing(403, 'NotAllowedError'), permission);
      expect(await screen.findByText(named)).toBeVisible();
    },
  );

  it('tries again when it is asked to', async () => {
    const getCluster = jest.fn(failing(400, 'InputError').getCluster);
    show({ getCluster });
    const retry = await screen.findByRole('button', { name: 'Try again' });
    expect(getCluster).toHaveBeenCalledTimes(1);
    await userEvent.click(retry);
    expect(getCluster).toHaveBeenCalledTimes(2);
  });
});
