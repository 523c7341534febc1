import { compatWrapper } from '@backstage/core-compat-api';
import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import type { ComponentType } from 'react';

/** A component that finds what it needs in apps on either front-end system. */
export function inEitherApp(Component: ComponentType): () => JSX.Element {
  return () => compatWrapper(<Component />);
}

/** A result of search, as {@link inEitherApp}. */
export function itemInEitherApp<Props extends object>(
  Item: ComponentType<Props>,
): (props: Props) => JSX.Element {
  return props => compatWrapper(<Item {...props} />);
}

/** A field of software templates, as {@link inEitherApp}. */
export function fieldInEitherApp<T, O>(
  field: Omit<FieldExtensionOptions<T, O>, 'schema'> & {
    schema: { schema: FieldExtensionOptions['schema'] };
  },
): FieldExtensionOptions<T, O> {
  const { component: Field, schema, ...rest } = field;
  return {
    ...rest,
    schema: schema.schema,
    component: props => compatWrapper(<Field {...props} />),
  };
}
