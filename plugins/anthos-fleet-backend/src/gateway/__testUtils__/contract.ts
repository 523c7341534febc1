import {
  judgeCallees,
  judgeCallers,
  judgeMtls,
  judgeQuota,
  type ClusterReading,
  type PartReading,
} from 'backstage-plugin-anthos-fleet-common';
import {
  check,
  checkerOf,
  compile,
} from '../../google/__testUtils__/contractChecker';

const any = (...names: string[]) => ({
  kept: names,
  required: names,
  properties: Object.fromEntries<object>(names.map(name => [name, {}])),
});
const isPackageSync = compile(
  checkerOf('PackageSync', [
    ...['id', 'cluster', 'behind', 'owner', 'stateSince', 'links'],
    ...['freshness', 'objects'],
  ]),
  any('errors'),
);
const isSyncError = compile(
  checkerOf('SyncError'),
  any('fingerprint', 'headline', 'step', 'commit'),
);
const isManagedObject = compile(checkerOf('ManagedObject'));
const isObjectCounts = compile(checkerOf('ObjectCounts'));
const isConstraint = compile(checkerOf('PolicyConstraint'));
const isQuota = compile(checkerOf('QuotaUse'));
const isMtls = compile(checkerOf('NamespaceMtls'));
const isCallerRule = compile(checkerOf('CallerRule'));
const isCallees = compile(checkerOf('NamespaceCallees'));
const isRevision = compile(checkerOf('MeshRevision'));
const LIMITS: Array<[field: string, max: number]> = [
  ['message', 4096],
  ['headline', 512],
  ['repository', 1500],
  ['commit', 128],
  ['name', 256],
  ['namespace', 256],
];

function checkLimits(value: unknown): void {
  JSON.stringify(value, (key, field) => {
    const [, max = Infinity] = LIMITS.find(([name]) => name === key) ?? [];
    if (typeof field === 'string') {
      expect(field.length).toBeLessThanOrEqual(max);
      // PostgreSQL takes neither into a text.
      expect(field).not.toMatch(/\p{Surrogate}/u);
      expect(field).not.toContain('\u0000');
    }
    return field;
  });
}

function checkPart<T>(part: PartReading<T> | undefined): T | undefined {
  if (part) {
    expect('data' in part).toBe(part.outcome === 'ok' && part.installed);
    if (part.outcome !== 'ok') {
      expect(part.message).toMatch(/\w/);
    }
  }
  return part?.data;
}

/** What is shown of a namespace, as it would be judged. */
function checkNamespaceParts(reading: ClusterReading): void {
  const namespaces = new Set<string>();
  const of = <T extends { namespace: string }>(part?: PartReading<T[]>) => {
    const data = checkPart(part) ?? [];
    data.forEach(({ namespace }) => namespaces.add(namespace));
    return (name: string) => data.filter(item => item.namespace === name);
  };
  const quotas = of(reading.quotas);
  const policies = of(reading.peerAuthentications);
  const rights = of(reading.authorizationPolicies);
  const egress = of(reading.egress);
  for (const name of namespaces) {
    quotas(name).forEach(quota => check(isQuota, judgeQuota(quota)));
    const mtls = judgeMtls(name, policies(name));
    check(isMtls, mtls);
    judgeCallers(name, rights(name), mtls.mode).forEach(rule =>
      check(isCallerRule, rule),
    );
    const callees = judgeCallees(name, egress(name));
    if (callees) {
      check(isCallees, callees);
    }
  }
}

/** Throws unless everything in a reading is as the contract and the model say. */
export function expectContract(reading: ClusterReading): void {
  const syncs = checkPart(reading.packageSyncs) ?? [];
  syncs.forEach(sync => {
    check(isPackageSync, sync);
    sync.errors.forEach(error => check(isSyncError, error));
    expect(sync.shownErrorCount).toBe(sync.errors.length);
    expect(sync.errorCount).toBeGreaterThanOrEqual(sync.shownErrorCount);
  });
  checkPart(reading.inventories)?.forEach(({ counts, objects }) => {
    check(isObjectCounts, counts);
    objects.forEach(object => check(isManagedObject, object));
  });
  checkPart(reading.namespaces)?.forEach(({ labels }) =>
    expect(Object.keys(labels).length).toBeLessThanOrEqual(64),
  );
  checkPart(reading.policyConstraints)?.forEach(constraint =>
    check(isConstraint, constraint),
  );
  checkPart(reading.meshRevisions)?.forEach(revision =>
    check(isRevision, revision),
  );
  checkNamespaceParts(reading);
  if (reading.outcome !== 'ok') {
    expect(reading.message).toMatch(/\w/);
  }
  checkLimits({ ...reading, remedy: undefined });
}
