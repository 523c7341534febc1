import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { spec } from '../../schema/openapi';

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(spec, 'contract');

type Schemas = typeof spec.components.schemas;
type Checked = {
  [Name in keyof Schemas]: Schemas[Name] extends { properties: object }
    ? Name
    : never;
}[keyof Schemas];

/** A checker of one schema of the contract, which knows no other fields than those of it. */
export function checkerOf(name: Checked, omit: string[] = []) {
  const schema: {
    properties?: object;
    required?: readonly string[];
  } = spec.components.schemas[name];
  const { properties = {}, required = [] } = schema;
  const kept = Object.keys(properties).filter(key => !omit.includes(key));
  return {
    kept,
    required: required.filter(key => !omit.includes(key)),
    properties: Object.fromEntries<object>(
      kept.map(key => [
        key,
        { $ref: `contract#/components/schemas/${name}/properties/${key}` },
      ]),
    ),
  };
}

/** A validator of objects with the fields of several checkers, and no others. */
export function compile(
  ...parts: ReturnType<typeof checkerOf>[]
): ValidateFunction {
  return ajv.compile({
    type: 'object',
    additionalProperties: false,
    required: parts[0].required,
    properties: Object.assign({}, ...parts.map(part => part.properties)),
  });
}

/** Throws unless a value is as the contract says. */
export function check(validate: ValidateFunction, value: unknown) {
  // As the store keeps it and the router sends it.
  const sent = JSON.parse(JSON.stringify(value));
  if (!validate(sent)) {
    throw new Error(
      `${ajv.errorsText(validate.errors)} in ${JSON.stringify(sent)}`,
    );
  }
}
