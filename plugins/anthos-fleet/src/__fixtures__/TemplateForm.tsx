import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { Suspense } from 'react';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  callerPicker,
  clusterPicker,
  groupPicker,
  namespaceName,
} from '../scaffolder/fieldOptions';

const fields = [clusterPicker, namespaceName, callerPicker, groupPicker].map(
  ({ schema, ...field }) =>
    ({ ...field, schema: schema.schema } as FieldExtensionOptions<any, any>),
);

/** The form of a template as the scaffolder shows it, with the fields of the fleet. */
export function TemplateForm(props: {
  properties: JsonObject;
  required?: string[];
  initial?: Record<string, JsonValue>;
  onCreate?: (values: Record<string, JsonValue>) => void;
}) {
  const { properties, required = [], initial = {}, onCreate } = props;
  return (
    <Suspense fallback={null}>
      <SecretsContextProvider>
        <Stepper
          manifest={{
            title: 'Template',
            steps: [
              {
                title: 'Questions',
                schema: { type: 'object', required, properties },
              },
            ],
          }}
          extensions={fields}
          initialState={initial}
          onCreate={async values => onCreate?.(values)}
        />
      </SecretsContextProvider>
    </Suspense>
  );
}

/** Every field, as templates use them. */
export const everyField: JsonObject = {
  owner: {
    title: 'Team',
    description: 'The group in the catalog that the namespace belongs to',
    type: 'string',
    'ui:field': 'AnthosFleetGroupPicker',
  },
  name: {
    title: 'Name of the namespace',
    description: 'As in *product-environment*; it is the same on every cluster',
    type: 'string',
    'ui:field': 'AnthosFleetNamespaceName',
    'ui:options': { ownerField: 'owner' },
  },
  purpose: {
    title: 'What is it for?',
    description: "One of the form's own fields, to compare with",
    type: 'string',
  },
  clusters: {
    title: 'Clusters',
    description: 'On-premise, in a cloud, or both',
    type: 'array',
    minItems: 1,
    items: { type: 'string' },
    'ui:field': 'AnthosFleetClusterPicker',
  },
  callers: {
    title: 'Who calls it?',
    description: 'Everybody else is refused',
    type: 'array',
    items: { type: 'string' },
    'ui:field': 'AnthosFleetCallerPicker',
  },
};
