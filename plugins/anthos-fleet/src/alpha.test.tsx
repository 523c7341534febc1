import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  FormFieldBlueprint,
  formFieldsApiRef,
} from '@backstage/plugin-scaffolder-react/alpha';
import {
  useApi,
  PageBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { screen } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { FakeFleet } from './__fixtures__';
import module from './alpha';
import { anthosFleetApiRef } from './api';
import {
  callerPickerFormField,
  clusterPickerFormField,
  groupPickerFormField,
  namespaceNameFormField,
} from './extensions/formFields';
import plugin from './index';

function FieldNames() {
  const api = useApi(formFieldsApiRef);
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    api
      .loadFormFields()
      .then(fields =>
        setNames(fields.map(field => String(Object(field).name))),
      );
  }, [api]);
  return <output aria-label="fields">{names.join(' ')}</output>;
}

const names = createFrontendPlugin({
  pluginId: 'names',
  extensions: [
    PageBlueprint.make({
      params: { path: '/names', loader: async () => <FieldNames /> },
    }),
  ],
});

const apis = [
  [anthosFleetApiRef, new FakeFleet()],
  [catalogApiRef, catalogApiMock()],
] as const;

const loader = FormFieldBlueprint.dataRefs.formFieldLoader;

describe('the fields in an app', () => {
  it('come by themselves where the scaffolder is installed', async () => {
    renderTestApp({
      features: [scaffolderPlugin, plugin, module, names],
      initialRouteEntries: ['/names'],
      apis,
    });
    expect(
      await screen.findByText(/AnthosFleetClusterPicker/),
    ).toHaveTextContent(
      /AnthosFleetClusterPicker AnthosFleetNamespaceName AnthosFleetCallerPicker AnthosFleetGroupPicker/,
    );
  });

  it('break nothing where it is not', async () => {
    renderTestApp({
      features: [plugin, module],
      initialRouteEntries: ['/fleet'],
      apis,
    });
    expect(await screen.findByText('Where clusters run')).toBeInTheDocument();
  });

  it.each([
    [
      () => createExtensionTester(clusterPickerFormField).get(loader),
      'AnthosFleetClusterPicker',
      'array',
    ],
    [
      () => createExtensionTester(namespaceNameFormField).get(loader),
      'AnthosFleetNamespaceName',
      'string',
    ],
    [
      () => createExtensionTester(callerPickerFormField).get(loader),
      'AnthosFleetCallerPicker',
      'array',
    ],
    [
      () => createExtensionTester(groupPickerFormField).get(loader),
      'AnthosFleetGroupPicker',
      'string',
    ],
  ])('describe themselves: %#', async (load, name, type) => {
    expect(await load()()).toMatchObject({
      name,
      validation: expect.any(Function),
      schema: {
        schema: {
          returnValue: { type, description: expect.any(String) },
          uiOptions: { type: 'object' },
        },
      },
    });
  });
});
