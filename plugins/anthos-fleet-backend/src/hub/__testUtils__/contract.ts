import type { FleetReading } from 'backstage-plugin-anthos-fleet-common';
import {
  check,
  checkerOf,
  compile,
} from '../../google/__testUtils__/contractChecker';

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
