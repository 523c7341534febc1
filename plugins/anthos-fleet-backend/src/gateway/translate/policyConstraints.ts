import type {
  Enforcement,
  PolicyConstraint,
  PolicyViolation,
} from 'backstage-plugin-anthos-fleet-common';
import {
  asCount,
  asList,
  asText,
  asTime,
  compact,
  field,
} from '../../google/json';
import { cleanMessage } from '../../google/text';
import { nameAt } from './strict';

const MAX_VIOLATIONS = 100;
const MAX_MESSAGE = 1024;
const ENFORCEMENTS: readonly Enforcement[] = [
  'deny',
  'warn',
  'dryrun',
  'scoped',
];
const BUNDLE_LABEL = 'policycontroller.gke.io/bundleName';
const BUNDLE_DATA = 'policycontroller.gke.io/constraintData';
// The annotation is JSON inside JSON in one version and a sketch of it in another.
const BUNDLE = /bundleName['"\\]{0,4}\s{0,4}:\s{0,4}['"\\]{0,4}([\w.-]{1,128})/;

/**
 * Translates a constraint of Policy Controller.
 *
 * @param kind - as the cluster's discovery names it
 * @returns undefined when it does not say its name
 */
export function translateConstraint(
  raw: unknown,
  kind: string,
): PolicyConstraint | undefined {
  const name = nameAt(raw, 'name');
  if (!name) {
    return undefined;
  }
  return compact<PolicyConstraint>({
    kind,
    name,
    bundle: readBundle(raw),
    enforcement: readEnforcement(field(raw, 'spec', 'enforcementAction')),
    totalViolations: asCount(field(raw, 'status', 'totalViolations')),
    auditedAt: asTime(field(raw, 'status', 'auditTimestamp')),
    violations: asList(
      field(raw, 'status', 'violations'),
      MAX_VIOLATIONS,
    ).flatMap(violation => readViolation(violation) ?? []),
  });
}

function readEnforcement(value: unknown): Enforcement {
  if (value === undefined || value === null || value === '') {
    return 'deny';
  }
  return ENFORCEMENTS.find(word => word === value) ?? 'unknown';
}

export function readBundle(raw: unknown): string | undefined {
  const metadata = field(raw, 'metadata');
  const label = asText(field(metadata, 'labels', BUNDLE_LABEL), 128);
  const data = field(metadata, 'annotations', BUNDLE_DATA);
  return (
    label ??
    (typeof data === 'string'
      ? BUNDLE.exec(data.slice(0, 4096))?.[1]
      : undefined)
  );
}

function readViolation(raw: unknown): PolicyViolation | undefined {
  const kind = asText(field(raw, 'kind'));
  const name = asText(field(raw, 'name'));
  const message = field(raw, 'message');
  return kind && name
    ? compact<PolicyViolation>({
        kind,
        namespace: asText(field(raw, 'namespace')),
        name,
        message:
          typeof message === 'string'
            ? cleanMessage(message, MAX_MESSAGE) || undefined
            : undefined,
      })
    : undefined;
}
