/**
 * Fields for software templates that ask for clusters, namespaces, services and groups.
 *
 * @remarks
 *
 * An app that finds its features by itself (`app.packages: all`) has them where the scaffolder is
 * installed; elsewhere they are nothing but a few lines.
 *
 * @packageDocumentation
 */
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  callerPickerFormField,
  clusterPickerFormField,
  groupPickerFormField,
  namespaceNameFormField,
} from './extensions/formFields';

export { anthosFleetFormsTranslationRef } from './formTranslation';

/**
 * The fields of the fleet, for the scaffolder's forms.
 *
 * @alpha
 */
const anthosFleetFormFieldsModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    clusterPickerFormField,
    namespaceNameFormField,
    callerPickerFormField,
    groupPickerFormField,
  ],
});

export default anthosFleetFormFieldsModule;
