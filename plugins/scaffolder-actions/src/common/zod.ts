import type { createTemplateAction } from '@backstage/plugin-scaffolder-node';

type SchemaOptions = NonNullable<
  Parameters<typeof createTemplateAction>[0]['schema']
>;

/** The scaffolder hands over its own zod. */
export type Zod = Parameters<
  Extract<NonNullable<SchemaOptions['input']>, (z: never) => unknown>
>[0];
