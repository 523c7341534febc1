import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** `ui:field: AnthosFleetClusterPicker` */
export const clusterPickerFormField = FormFieldBlueprint.make({
  name: 'anthos-fleet-cluster-picker',
  params: {
    field: () =>
      import('../scaffolder/formFields').then(m => m.clusterPickerField),
  },
});

/** `ui:field: AnthosFleetNamespaceName` */
export const namespaceNameFormField = FormFieldBlueprint.make({
  name: 'anthos-fleet-namespace-name',
  params: {
    field: () =>
      import('../scaffolder/formFields').then(m => m.namespaceNameField),
  },
});

/** `ui:field: AnthosFleetCallerPicker` */
export const callerPickerFormField = FormFieldBlueprint.make({
  name: 'anthos-fleet-caller-picker',
  params: {
    field: () =>
      import('../scaffolder/formFields').then(m => m.callerPickerField),
  },
});

/** `ui:field: AnthosFleetGroupPicker` */
export const groupPickerFormField = FormFieldBlueprint.make({
  name: 'anthos-fleet-group-picker',
  params: {
    field: () =>
      import('../scaffolder/formFields').then(m => m.groupPickerField),
  },
});
