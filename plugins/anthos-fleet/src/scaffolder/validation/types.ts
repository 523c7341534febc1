import type { ApiHolder } from '@backstage/frontend-plugin-api';

/** What a validation is told beside the value: of the form's own types it needs this much. */
export interface ValidationContext {
  apiHolder: ApiHolder;
  formData: unknown;
  schema: { minItems?: unknown; maxItems?: unknown };
  uiSchema?: { 'ui:options'?: object };
}

/** Where a validation says what is wrong. */
export interface FieldErrors {
  addError(message: string): void;
}

/** Looks at a value before the form goes on. */
export type Validate = (
  data: unknown,
  errors: FieldErrors,
  context: ValidationContext,
) => Promise<void>;
