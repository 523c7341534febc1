import { waitFor } from '@testing-library/react';
import { namespaceStatusOf, responseError } from '../../__fixtures__';
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
  title: 'Name',
  description: 'The same on every cluster',
  type: 'string',
  'ui:field': 'AnthosFleetNamespaceName',
  'ui:options': { ownerField: 'owner' },
};
const input = () => screen.findByRole('textbox', { name: /^Name/ });

describe('AnthosFleetNamespaceName', () => {
  it('says what is free, once the typing rests, to everybody', async () => {
    const getNamespace = jest.fn(async (name: string) =>
      namespaceStatusOf(name),
    );
    const { onCreate, container } = renderField(field, {
      required: true,
      api: { getNamespace },
    });
    const box = await input();
    expect(box).toBeRequired();
    expect(descriptionsOf(box)).toEqual([
      'Small letters, digits and dashes, at most 36 characters',
      'The same on every cluster',
    ]);
    await userEvent.type(box, 'roads-prod');
    expect(await screen.findByText('Free: no cluster has it.')).toBeVisible();
    expect(screen.getByText('Free: no cluster has it.').closest('[role]')).toBe(
      screen.getByRole('status'),
    );
    expect(getNamespace.mock.calls.map(([name]) => name)).toEqual([
      'roads-prod',
    ]);
    expect(await axeViolations(container)).toEqual([]);
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({ field: 'roads-prod' });
  });

  it.each([
    ['Roads', 'The name has “R”.'],
    ['rоads', 'The name has U+043E.'],
    ['my roads', 'The name has a space.'],
    ['roads-', 'The name must begin and end with a small letter or a digit.'],
    ['kube-roads', 'kube-* is kept for the platform.'],
    ['a'.repeat(300), 'The name is too long: Kubernetes allows 63 characters.'],
    ['a'.repeat(40), 'The name is too long: Config Sync has room for 36'],
    ['a\n  b: c', 'The name has U+000A.'],
  ])('refuses %s without asking', async (value, message) => {
    const getNamespace = jest.fn();
    const { onCreate } = renderField(field, { value, api: { getNamespace } });
    const box = await input();
    expect(await screen.findByText(new RegExp(escaped(message)))).toBeVisible();
    expect(box).toBeInvalid();
    await goOn();
    await waitFor(() =>
      expect(descriptionsOf(box).join(' ')).toContain(message),
    );
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
    expect(getNamespace).not.toHaveBeenCalled();
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('follows the rules of the template', async () => {
    renderField(
      {
        ...field,
        'ui:options': { prefixes: ['team-'], reserved: ['team-x*'] },
      },
      { value: 'roads' },
    );
    expect(
      await screen.findByText('The name must begin with team-.'),
    ).toBeVisible();
  });

  it('stops at what another owner has, and says once who', async () => {
    const { onCreate } = renderField(field, {
      value: 'tiles-main',
      others: { owner: 'group:default/team-grunnbok' },
    });
    expect(await screen.findByRole('link', { name: 'Tiles' })).toHaveAttribute(
      'target',
      '_blank',
    );
    await goOn();
    const text =
      'Taken by Tiles, on onprem-prod and gcp-prod. Choose another name.';
    expect(await screen.findByText(text)).toBeVisible();
    expect(screen.getAllByText(/Taken by/)).toHaveLength(2);
    expect(descriptionsOf(await input())).toContain(text);
    expect(onCreate).not.toHaveBeenCalled();
  });

  it.each([
    ['the owner in the form', { owner: 'Group:default/Team-Tiles' }, []],
    ['a group of the reader', {}, ['group:default/team-tiles']],
  ])('takes what %s has as an update', async (_, others, own) => {
    const { onCreate } = renderField(field, {
      value: 'tiles-main',
      others,
      ownershipEntityRefs: own,
    });
    expect(
      await screen.findByText(/is yours: it will be updated/),
    ).toBeVisible();
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({ ...others, field: 'tiles-main' });
  });

  it.each([
    ['half-known', 'the namespaces of 3 clusters are not known.'],
    ['legacy', 'nobody is known to own it'],
  ])('does not call %s free, and does not stop', async (value, message) => {
    const { onCreate, container } = renderField(field, { value });
    expect(await screen.findByText(new RegExp(message))).toBeVisible();
    expect(container.querySelector('.good')).toBeNull();
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({ field: value });
  });

  it.each([
    [403, 'NotAllowedError', /You may not see this\. You can go on/],
    [400, 'Error', /answered with an error\. You can go on/],
  ])('goes on when it cannot be asked: %s', async (status, name, message) => {
    const { onCreate } = renderField(field, {
      value: 'roads-prod',
      api: {
        getNamespace: async () => {
          throw await responseError(status, name, 'No');
        },
      },
    });
    expect(await screen.findByText(message)).toBeVisible();
    await goOn();
    await create();
    expect(onCreate).toHaveBeenCalledWith({ field: 'roads-prod' });
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
