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
} from '../../__testUtils__/form';

const field = {
  title: 'Team',
  type: 'string',
  'ui:field': 'AnthosFleetGroupPicker',
};
const withAll = { ...field, 'ui:options': { allowAll: true } };
const input = () => screen.findByRole('combobox', { name: /Team/ });

describe('AnthosFleetGroupPicker', () => {
  it("offers the reader's own groups, and shows which Google group gets rights", async () => {
    const { onCreate, container } = renderField(field, { required: true });
    await userEvent.click(await input());
    expect(
      (await screen.findAllByRole('option')).map(option => option.textContent),
    ).toEqual([
      'Field workno e-mail address',
      'Grunnbokteam-grunnbok@kartnord.example',
    ]);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(
      await screen.findByText(
        'The Google group team-grunnbok@kartnord.example gets the rights.',
      ),
    ).toBeVisible();
    expect(await input()).toHaveValue('Grunnbok');
    expect(await axeViolations(container)).toEqual([]);
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({
      field: 'group:default/team-grunnbok',
    });
  });

  it('warns of a group without an address, under its name', async () => {
    renderField(field, { value: 'group:default/team-field' });
    expect(
      await screen.findByText(/^Field work has no e-mail address/),
    ).toBeVisible();
    await waitFor(async () => expect(await input()).toHaveValue('Field work'));
    expect(descriptionsOf(await input()).join()).toContain('no e-mail address');
  });

  it('offers all groups where the template says so, its own first', async () => {
    const { onCreate } = renderField(withAll);
    await userEvent.type(await input(), 'tiles');
    await userEvent.click(await screen.findByRole('option', { name: /Tiles/ }));
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({
      field: 'group:default/team-tiles',
    });
  });

  it('chooses the only group by itself where one is needed', async () => {
    const { onCreate } = renderField(field, {
      required: true,
      ownershipEntityRefs: ['group:default/team-tiles'],
    });
    await waitFor(async () => expect(await input()).toHaveValue('Tiles'));
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({
      field: 'group:default/team-tiles',
    });
  });

  it.each([
    ['user:default/kari', /is not a group/],
    ['team tiles\n- admin', /is not a group/],
    ['group:default/team-tiles', /is not one of your groups/],
  ])('stops at %s', async (value, message) => {
    const { onCreate } = renderField(field, { value });
    await input();
    await goOn();
    await waitFor(async () =>
      expect(descriptionsOf(await input()).join()).toMatch(message),
    );
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('tells who is in no group, and what is gone', async () => {
    const { unmount } = renderField(field, { ownershipEntityRefs: [] });
    expect(
      await screen.findByText(/^You are in no group of the catalog/),
    ).toBeVisible();
    unmount();
    renderField(withAll, { value: 'group:default/nope' });
    expect(await screen.findByText(/nope is not in the catalog/)).toBeVisible();
  });

  it('says what is missing when the catalog refuses', async () => {
    const refuse = async () => {
      throw await responseError(403, 'NotAllowedError', 'No');
    };
    renderField(field, {
      catalog: { queryEntities: refuse, getEntitiesByRefs: refuse },
    });
    expect(await screen.findByText('catalog.entity.read')).toBeVisible();
  });
});
