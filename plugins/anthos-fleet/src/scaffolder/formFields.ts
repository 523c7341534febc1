import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  callerPicker,
  clusterPicker,
  groupPicker,
  namespaceName,
} from './fieldOptions';

/** The fields as the new front-end system wants them. */
export const clusterPickerField = createFormField(clusterPicker);
export const namespaceNameField = createFormField(namespaceName);
export const callerPickerField = createFormField(callerPicker);
export const groupPickerField = createFormField(groupPicker);
