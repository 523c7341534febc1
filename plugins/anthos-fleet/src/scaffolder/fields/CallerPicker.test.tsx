import { waitFor } from '@testing-library/react';
import { responseError } from '../../__fixtures__';
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
  title: 'Who calls it?',
  type: 'array',
  items: { type: 'string' },
  'ui:field': 'AnthosFleetCallerPicker',
};
const input = () => screen.findByRole('combobox', { name: /Who calls it/ });

describe('AnthosFleetCallerPicker', () => {
  it('finds services with an identity, and takes several by keyboard', async () => {
    const { onCreate, container } = renderField(field);
    await userEvent.click(await input());
    // Owners have the names that the catalog gives them.
    await waitFor(() =>
      expect(
        screen.getAllByRole('option').map(option => option.textContent),
      ).toEqual([
        'AddressesGrunnbok, namespace grunnbok-main',
        'Place namesTiles, namespace tiles-main',
        'Map tilesTiles, namespace tiles-main',
      ]),
    );
    await userEvent.keyboard('place');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await userEvent.keyboard('{ArrowDown}{Enter}');
    // The list stays open for the next one.
    await userEvent.keyboard('addresses');
    await waitFor(() =>
      expect(
        screen.getAllByRole('option').map(option => option.textContent),
      ).toEqual([expect.stringMatching(/^Addresses/)]),
    );
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await userEvent.tab();
    const chosen = await screen.findByRole('list', { name: 'Chosen services' });
    expect(chosen).toHaveTextContent(
      /Place names.*Tiles, namespace tiles-main/,
    );
    expect(within(chosen).getAllByRole('listitem')).toHaveLength(2);
    expect(await axeViolations(container)).toEqual([]);
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({
      field: ['component:default/place-names', 'component:default/addresses'],
    });
  });

  it('names what cannot be used, stops, and lets it be removed', async () => {
    const hostile = 'x"><script>alert(1)</script>';
    const { onCreate } = renderField(field, {
      value: ['component:default/batch', 'component:default/nope', hostile],
    });
    const chosen = await screen.findByRole('list', { name: 'Chosen services' });
    expect(
      await within(chosen).findByText('no identity in the mesh'),
    ).toBeVisible();
    expect(within(chosen).getByText('not in the catalog')).toBeVisible();
    expect(within(chosen).getByText('not an entity')).toBeVisible();
    await goOn();
    expect(
      await screen.findByText('nope is not in the catalog. Remove it.'),
    ).toBeVisible();
    expect(descriptionsOf(await input()).join()).toContain(
      'batch has no identity',
    );
    for (const button of within(chosen).getAllByRole('button')) {
      await userEvent.click(button);
    }
    expect(await input()).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledTimes(1);
  });

  it('says why a service may be missing, with the lines to add', async () => {
    renderField(field, { entities: [] });
    expect(
      await screen.findByText(
        'No service of the catalog has an identity in the mesh yet.',
      ),
    ).toBeVisible();
    await userEvent.click(screen.getByText('A service is missing?'));
    expect(
      screen.getByRole('group', { name: 'Annotations of a service' }),
    ).toHaveTextContent(
      'anthos-fleet/namespace: its-namespace anthos-fleet/service-account: its-service-account',
    );
  });

  it('takes no more than the template says', async () => {
    renderField(
      { ...field, 'ui:options': { maxItems: 1 } },
      { value: ['component:default/tiles'] },
    );
    expect(await input()).toBeDisabled();
  });

  it('says what is missing when the catalog refuses, and goes on', async () => {
    const refuse = async () => {
      throw await responseError(403, 'NotAllowedError', 'No');
    };
    const { onCreate } = renderField(field, {
      value: ['component:default/tiles'],
      catalog: { queryEntities: refuse, getEntitiesByRefs: refuse },
    });
    expect(await screen.findByText('catalog.entity.read')).toBeVisible();
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({
      field: ['component:default/tiles'],
    });
  });
});
