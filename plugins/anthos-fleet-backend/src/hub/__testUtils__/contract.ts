import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { FleetReading } from 'backstage-plugin-anthos-fleet-common';
import { spec } from '../../schema/openapi';

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(spec, 'contract');

type Checked =
  | 'Cluster'
  | 'ClusterDetails'
  | 'ConfigSync'
  | 'SyncError'
  | 'Mesh'
  | 'MeshCondition'
  | 'PolicyController'
  | 'NamedState';

/** A checker of one schema of the contract, which knows no other fields than those of it. */
function checkerOf(name: Checked, omit: string[] = []) {
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

function compile(...parts: ReturnType<typeof checkerOf>[]): ValidateFunction {
  return ajv.compile({
    type: 'object',
    additionalProperties: false,
    required: parts[0].required,
    properties: Object.assign({}, ...parts.map(part => part.properties)),
  });
}

const isCluster = compile(
  checkerOf('Cluster', ['configSync', 'mesh', 'policyController', 'freshness']),
  checkerOf('ClusterDetails', [
    'cluster',
    'alsoRegisteredAs',
    'syncErrors',
    'meshConditions',
    'policyComponents',
    'policyBundles',
    'mayRefresh',
  ]),
  // Of the register only: what the gateway is asked with is not shown to anybody.
  {
    kept: ['projectNumber'],
    required: [],
    properties: {
      projectNumber: { type: 'string', pattern: '^[0-9]{1,20}$' },
    },
  },
);
const isConfigSync = compile(checkerOf('ConfigSync'));
const isSyncError = compile(checkerOf('SyncError'));
const isMesh = compile(checkerOf('Mesh'));
const isMeshCondition = compile(checkerOf('MeshCondition'));
const isPolicyController = compile(checkerOf('PolicyController'));
const isNamedState = compile(checkerOf('NamedState'));

function check(validate: ValidateFunction, value: unknown) {
  // As the store keeps it and the router sends it.
  const sent = JSON.parse(JSON.stringify(value));
  if (!validate(sent)) {
    throw new Error(
      `${ajv.errorsText(validate.errors)} in ${JSON.stringify(sent)}`,
    );
  }
}

/** Throws unless everything in a reading is as the contract says. */
export function expectContract(reading: FleetReading): void {
  reading.clusters.data?.forEach(cluster => check(isCluster, cluster));
  reading.configSync.data?.forEach(({ summary, errors }) => {
    check(isConfigSync, summary);
    errors.forEach(error => check(isSyncError, error));
  });
  reading.mesh.data?.forEach(({ summary, conditions }) => {
    check(isMesh, summary);
    conditions.forEach(condition => check(isMeshCondition, condition));
  });
  reading.policyController.data?.forEach(({ summary, components, bundles }) => {
    check(isPolicyController, summary);
    [...components, ...bundles].forEach(state => check(isNamedState, state));
  });
}
