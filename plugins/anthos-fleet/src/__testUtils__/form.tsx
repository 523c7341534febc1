import { mockApis } from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import type { CatalogApi } from '@backstage/catalog-client';
import type { JsonObject, JsonValue } from '@backstage/types';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { formEntities, type FakeFleet } from '../__fixtures__';
import { TemplateForm } from '../__fixtures__/TemplateForm';
import type { AnthosFleetApi } from '../api';
import { renderFleet } from './render';

/** Renders one field in the scaffolder's form, and gives what the form is sent with. */
export function renderField(
  field: JsonObject,
  options: {
    value?: JsonValue;
    /** Values of other fields of the form. */
    others?: Record<string, JsonValue>;
    required?: boolean;
    fleet?: FakeFleet;
    api?: Partial<AnthosFleetApi>;
    entities?: Entity[];
    catalog?: Partial<CatalogApi>;
    ownershipEntityRefs?: string[];
  } = {},
): ReturnType<typeof renderFleet> & { onCreate: jest.Mock } {
  const onCreate = jest.fn();
  const initial: Record<string, JsonValue> = { ...options.others };
  if (options.value !== undefined) {
    initial.field = options.value;
  }
  const catalog = catalogApiMock({
    entities: options.entities ?? formEntities,
  });
  const identity = mockApis.identity({
    userEntityRef: 'user:default/kari',
    ownershipEntityRefs: options.ownershipEntityRefs ?? [
      'user:default/kari',
      'group:default/team-grunnbok',
      'group:default/team-field',
    ],
  });
  const rendered = renderFleet(
    <TemplateForm
      properties={{ field }}
      required={options.required ? ['field'] : []}
      initial={initial}
      onCreate={onCreate}
    />,
    {
      fleet: options.fleet,
      api: options.api,
      apis: [
        [catalogApiRef, { ...methodsOf(catalog), ...options.catalog }],
        [identityApiRef, identity],
        [
          entityPresentationApiRef,
          DefaultEntityPresentationApi.create({ catalogApi: catalog }),
        ],
      ],
    },
  );
  return { ...rendered, onCreate };
}

function methodsOf(catalog: CatalogApi): Partial<CatalogApi> {
  return {
    queryEntities: (...args) => catalog.queryEntities(...args),
    getEntitiesByRefs: (...args) => catalog.getEntitiesByRefs(...args),
  };
}

/** Goes on to the review, which shows only when nothing stops it. */
export async function goOn() {
  await userEvent.click(screen.getByRole('button', { name: 'Review' }));
}

/** Sends the form from its review. */
export async function create() {
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
}

/** The texts that describe an element to assistive technology, in their order. */
export function descriptionsOf(element: Element): string[] {
  return (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .flatMap(id => document.getElementById(id)?.textContent ?? []);
}

export { screen, userEvent, within };
