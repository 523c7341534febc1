import '../../__testUtils__/wideScreen';
import { mockApis } from '@backstage/frontend-test-utils';
import { storageApiRef } from '@backstage/frontend-plugin-api';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { GatewayFleet } from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { renderFleet } from '../../__testUtils__/render';
import { ClustersContent } from '../clusters/ClustersContent';
import { ErrorsContent } from '../errors/ErrorsContent';

const USUAL = [
  'Cluster',
  'Place',
  'Platform',
  'Sync',
  'Version',
  'Nodes',
  'Connection',
  'As of',
];

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

function show({
  at = '/fleet/clusters',
  storage = mockApis.storage(),
  Content = ClustersContent,
} = {}) {
  return renderFleet(
    <>
      <Content />
      <Address />
    </>,
    { at, fleet: new GatewayFleet(), apis: [[storageApiRef, storage]] },
  );
}

const address = () => screen.getByLabelText('address').textContent;
// Also those that are behind the open choice.
const columns = () =>
  screen
    .getAllByRole('columnheader', { hidden: true })
    .map(({ textContent }) => textContent);
const open = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Columns' }));
  return within(await screen.findByRole('dialog', { name: 'Columns' }));
};

describe('the columns of a list', () => {
  it('are taken away and given back, in the address and for the next visit', async () => {
    const storage = mockApis.storage();
    const first = show({ storage, at: '/fleet/clusters?hosting=on-prem' });
    const choice = await open();
    expect(choice.getAllByRole('checkbox')).toHaveLength(USUAL.length - 1);
    expect(await axeViolations(first.baseElement)).toEqual([]);
    await userEvent.click(choice.getByRole('checkbox', { name: 'Nodes' }));
    expect(columns()).toEqual(USUAL.filter(name => name !== 'Nodes'));
    expect(address()).toBe(
      '/fleet/clusters?hosting=on-prem&columns=name%2Cplace%2Cplatform%2Csync%2Cversion%2Cconnection%2Cage',
    );
    first.unmount();

    const second = show({ storage });
    await screen.findByRole('button', { name: 'Columns' });
    expect(columns()).not.toContain('Nodes');
    // A link that is copied now shows the same to others.
    expect(address()).toBe(
      '/fleet/clusters?columns=name%2Cplace%2Cplatform%2Csync%2Cversion%2Cconnection%2Cage',
    );
    const again = await open();
    await userEvent.click(again.getByRole('button', { name: 'As usual' }));
    await waitFor(() => expect(columns()).toEqual(USUAL));
    expect(address()).toBe('/fleet/clusters');
    expect(again.getByRole('button', { name: 'As usual' })).toBeDisabled();
    second.unmount();

    show({ storage });
    await screen.findByRole('button', { name: 'Columns' });
    expect(columns()).toEqual(USUAL);
  });

  it('of a link are not those that somebody chose before', async () => {
    const storage = mockApis.storage();
    await storage
      .forBucket('anthos-fleet-columns')
      .set('clusters', ['name', 'age']);
    show({ storage, at: '/fleet/clusters?columns=name,sync' });
    await screen.findByRole('button', { name: 'Columns' });
    expect(columns()).toEqual(['Cluster', 'Sync']);
  });

  it.each([
    ['without the name of the row', 'sync', ['Cluster', 'Sync']],
    ['that no list has', 'secret,__proto__,sync', ['Cluster', 'Sync']],
    ['of which none is known', 'secret', USUAL],
  ])('survive an address %s', async (_, text, expected) => {
    show({ at: `/fleet/clusters?columns=${text}` });
    await screen.findByRole('button', { name: 'Columns' });
    expect(columns()).toEqual(expected);
  });

  it('survive what another version has kept', async () => {
    const storage = mockApis.storage();
    await storage
      .forBucket('anthos-fleet-columns')
      .set('clusters', { columns: 'all' });
    show({ storage });
    await screen.findByRole('button', { name: 'Columns' });
    expect(columns()).toEqual(USUAL);
  });

  it('can be more than the usual ones', async () => {
    show({ at: '/fleet/errors', Content: ErrorsContent });
    const choice = await open();
    const seen = choice.getByRole('checkbox', { name: 'Last seen' });
    expect(seen).not.toBeChecked();
    await userEvent.click(seen);
    expect(columns()).toContain('Last seen');
  });
});
