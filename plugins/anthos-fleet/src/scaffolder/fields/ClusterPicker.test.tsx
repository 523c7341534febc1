import { act, waitFor } from '@testing-library/react';
import { cluster, FakeFleet, responseError } from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import {
  create,
  descriptionsOf,
  goOn,
  renderField,
  screen,
  userEvent,
  within,
} from '../../__testUtils__/form';

const field = {
  title: 'Clusters',
  description: 'On-premise, in a **cloud**, or both',
  type: 'array',
  items: { type: 'string' },
  'ui:field': 'AnthosFleetClusterPicker',
};
const withOptions = (options: Record<string, unknown>) =>
  ({ ...field, 'ui:options': options } as typeof field);
const ref = (name: string) => `kartnord-fleet/europe-north1/${name}`;
const grid = (name: string) => screen.findByRole('grid', { name });
const row = async (list: string, name: RegExp) =>
  within(await grid(list)).getByRole('row', { name });

describe('AnthosFleetClusterPicker', () => {
  it('lists clusters by where they run, with place and state', async () => {
    const { container } = renderField(field, { required: true });
    expect(await row('On-prem', /onprem-prod/)).toHaveTextContent(
      /Oslo DC1.*sync error/,
    );
    expect(
      screen.getAllByRole('grid').map(list => list.getAttribute('aria-label')),
    ).toEqual(['On-prem', 'Google Cloud', 'AWS', 'Azure', 'Edge']);
    const group = screen.getByRole('group', { name: /Clusters/ });
    expect(group).toHaveAccessibleName(/Required|Clusters/);
    expect(descriptionsOf(group)).toEqual([
      expect.stringMatching('No cluster chosen'),
      expect.stringMatching('On-premise, in a cloud, or both'),
    ]);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('is filled in by keyboard alone', async () => {
    const { onCreate } = renderField(field);
    await grid('Google Cloud');
    act(() =>
      screen.getByRole('searchbox', { name: 'Search clusters' }).focus(),
    );
    await userEvent.tab();
    expect(
      screen.getByRole('checkbox', { name: 'All listed: On-prem' }),
    ).toHaveFocus();
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    await userEvent.keyboard(' ');
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({ field: [ref('onprem-prod')] });
  });

  it('takes all of a kind of place but those that cannot be chosen, and says why not', async () => {
    const { onCreate } = renderField(field);
    expect(await row('On-prem', /onprem-lab/)).toHaveTextContent(
      'Silent: nothing new would arrive there now.',
    );
    expect(await row('On-prem', /onprem-new/)).toHaveTextContent(
      'Still being created.',
    );
    expect(await row('Google Cloud', /old-sandbox/)).toHaveTextContent(
      'Left over in the register',
    );
    await userEvent.click(await row('On-prem', /onprem-lab/));
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'All listed: On-prem' }),
    );
    expect(
      screen.getByText('2 clusters chosen: onprem-dev and onprem-prod.'),
    ).toBeVisible();
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({
      field: [ref('onprem-dev'), ref('onprem-prod')],
    });
  });

  it('offers what the template asks for only, and one of it where one is meant', async () => {
    const { onCreate } = renderField(
      withOptions({
        hosting: ['on-prem', 'gcp'],
        labelSelector: 'env in (prod,dev)',
        maxItems: 1,
        disableUnhealthy: true,
      }),
    );
    expect(await row('On-prem', /onprem-prod/)).toHaveTextContent(
      'This template takes clusters in good order only.',
    );
    expect(screen.getAllByRole('grid')).toHaveLength(2);
    expect(screen.queryByRole('row', { name: /onprem-lab/ })).toBeNull();
    await userEvent.click(await row('On-prem', /onprem-dev/));
    await userEvent.click(await row('Google Cloud', /gcp-prod/));
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({ field: [ref('gcp-prod')] });
  });

  it('stops before too few and takes no more than enough', async () => {
    const { onCreate } = renderField(
      withOptions({ minItems: 2, maxItems: 2 }),
      { value: [ref('gcp-prod')] },
    );
    await grid('On-prem');
    await goOn();
    expect(
      await screen.findByText("'Clusters' Choose at least 2 clusters."),
    ).toBeVisible();
    const group = screen.getByRole('group', { name: /Clusters/ });
    expect(descriptionsOf(group)).toContain('Choose at least 2 clusters.');
    await userEvent.click(await row('On-prem', /onprem-dev/));
    await userEvent.click(await row('On-prem', /onprem-prod/));
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({
      field: [ref('gcp-prod'), ref('onprem-dev')],
    });
  });

  it('shows what is gone or was never a cluster, and lets it be removed', async () => {
    const hostile = '<img src=x onerror=alert(1)>\n'.repeat(40);
    const { onCreate, container } = renderField(
      withOptions({ hosting: ['gcp'] }),
      {
        value: [ref('nope'), hostile, ref('onprem-dev'), 7, null],
      },
    );
    const leftovers = await screen.findByRole('list', {
      name: 'Chosen before, and not offered here',
    });
    await waitFor(() =>
      expect(within(leftovers).getAllByRole('listitem')).toHaveLength(3),
    );
    expect(leftovers).toHaveTextContent(/nope.*not in the fleet any more/);
    expect(leftovers).toHaveTextContent(/not the name of a cluster/);
    expect(leftovers).toHaveTextContent(/onprem-dev.*not among the clusters/);
    expect(container.querySelector('img')).toBeNull();
    expect(await axeViolations(container)).toEqual([]);
    for (const name of [/nope/, /<img/, /onprem-dev/]) {
      await userEvent.click(within(leftovers).getByRole('button', { name }));
    }
    expect(screen.getByText('No cluster chosen.')).toBeVisible();
    await userEvent.click(await row('Google Cloud', /gcp-prod/));
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({ field: [ref('gcp-prod')] });
  });

  it('finds by text, and Enter does not send the form', async () => {
    const { onCreate } = renderField(field);
    await grid('On-prem');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search clusters' }),
      'tromsø{Enter}',
    );
    await waitFor(() => expect(screen.getAllByRole('grid')).toHaveLength(1));
    expect(await row('Edge', /edge-tromso/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Review' })).toBeVisible();
    await userEvent.type(screen.getByRole('searchbox'), 'x');
    expect(
      await screen.findByText('No cluster matches “tromsøx”.'),
    ).toBeVisible();
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('says when there are more than it lists', async () => {
    const many = new FakeFleet(
      Array.from({ length: 320 }, (_, index) => cluster({ name: `c${index}` })),
    );
    renderField(field, { fleet: many });
    expect(
      await screen.findByText(/^The first 300 of 320 clusters are listed/),
    ).toBeVisible();
  });

  it.each([
    [403, 'NotAllowedError', 'You may not see this'],
    [401, 'AuthenticationError', 'You are signed out'],
    [400, 'Error', 'This could not be loaded'],
  ])(
    'says what is missing on %s, and lets the form go on',
    async (status, name, title) => {
      const { onCreate } = renderField(field, {
        value: [ref('gcp-prod')],
        api: {
          getClusters: async () => {
            throw await responseError(status, name, 'No');
          },
          getCluster: async () => {
            throw await responseError(status, name, 'No');
          },
        },
      });
      expect(await screen.findByText(title)).toBeVisible();
      await goOn();
      await create();
      expect(onCreate).toHaveBeenCalledWith({ field: [ref('gcp-prod')] });
    },
  );

  it('says when nothing is connected or offered, and when the template is wrong', async () => {
    const { unmount } = renderField(field, { fleet: new FakeFleet([]) });
    expect(await screen.findByText('No cluster to choose')).toBeVisible();
    unmount();
    const second = renderField(field, {
      fleet: new FakeFleet([]),
      api: {
        getOverview: async () => ({
          ...(await new FakeFleet([]).getOverview()),
          configured: false,
        }),
      },
    });
    expect(await screen.findByText('No fleet is connected yet')).toBeVisible();
    second.unmount();
    const third = renderField(withOptions({ hosting: ['onprem'] }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /asks for the hosting onprem/,
    );
    third.unmount();
    renderField(withOptions({ labelSelector: 'env in (prod' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /label selector of the template cannot be read/,
    );
  });
});
