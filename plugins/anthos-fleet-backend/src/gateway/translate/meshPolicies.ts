import type {
  ObservedAuthorizationPolicy,
  ObservedCallSource,
  ObservedPeerAuthentication,
} from 'backstage-plugin-anthos-fleet-common';
import {
  asList,
  asObject,
  asTime,
  asWord,
  compact,
  field,
  lengthOf,
} from '../../google/json';
import { nameAt } from './strict';
import { readSelector, readTargets, readTexts } from './selectors';

const MAX_PORTS = 20;
const MAX_RULES = 50;
const MAX_SOURCES = 50;
const MAX_VALUES = 50;
const MAX_TARGETS = 10;
const DRY_RUN = 'istio.io/dry-run';

const ACTIONS: Readonly<
  Record<string, ObservedAuthorizationPolicy['action'] | 'audit'>
> = {
  ALLOW: 'allow',
  DENY: 'deny',
  CUSTOM: 'custom',
  AUDIT: 'audit',
};

/** Fields of a source by what they are in the model. All others narrow it in a way that is not read. */
const SOURCE_FIELDS: ReadonlyArray<
  [name: string, key: Exclude<keyof ObservedCallSource, 'narrowed'>]
> = [
  ['principals', 'principals'],
  ['notPrincipals', 'notPrincipals'],
  ['serviceAccounts', 'serviceAccounts'],
  ['namespaces', 'namespaces'],
  ['notNamespaces', 'notNamespaces'],
  ['ipBlocks', 'addresses'],
  ['remoteIpBlocks', 'addresses'],
  ['requestPrincipals', 'tokens'],
];

/**
 * Translates a PeerAuthentication.
 *
 * @returns undefined when it does not say its name
 */
export function translatePeerAuthentication(
  raw: unknown,
): ObservedPeerAuthentication | undefined {
  const name = nameAt(raw, 'name');
  const namespace = nameAt(raw, 'namespace');
  if (!name || !namespace) {
    return undefined;
  }
  const ports = asObject(field(raw, 'spec', 'portLevelMtls')) ?? {};
  return compact<ObservedPeerAuthentication>({
    namespace,
    name,
    createdAt: asTime(field(raw, 'metadata', 'creationTimestamp')),
    selector: readSelector(field(raw, 'spec', 'selector', 'matchLabels')),
    mode: readMode(field(raw, 'spec', 'mtls')),
    ports: Object.keys(ports)
      .flatMap(key => {
        const mode = readMode(field(ports, key));
        return /^\d{1,5}$/.test(key) && mode
          ? [{ port: Number(key), mode }]
          : [];
      })
      .slice(0, MAX_PORTS),
  });
}

/** A mode that cannot be read must not pass for one that is not there. */
function readMode(mtls: unknown): string | undefined {
  const mode = field(mtls, 'mode');
  return isMissing(mtls) || (asObject(mtls) && isMissing(mode))
    ? undefined
    : asWord(mode) ?? 'INVALID';
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/**
 * Translates an AuthorizationPolicy.
 *
 * @returns undefined when it does not say its name, and when it only watches: then nothing is let
 * in or turned away by it
 */
export function translateAuthorizationPolicy(
  raw: unknown,
): ObservedAuthorizationPolicy | undefined {
  const name = nameAt(raw, 'name');
  const namespace = nameAt(raw, 'namespace');
  const spec = field(raw, 'spec');
  const action = readAction(field(spec, 'action'));
  const dryRun = field(raw, 'metadata', 'annotations', DRY_RUN) === 'true';
  if (!name || !namespace || action === 'audit' || dryRun) {
    return undefined;
  }
  const rules = asList(field(spec, 'rules'), MAX_RULES);
  return compact<ObservedAuthorizationPolicy>({
    namespace,
    name,
    action,
    selector: readSelector(field(spec, 'selector', 'matchLabels')),
    targets: readTargets(spec, MAX_TARGETS),
    rules: rules.map(readRule),
    truncated: !isWhole(spec) || !rules.every(isWholeRule) || undefined,
  });
}

type Rule = ObservedAuthorizationPolicy['rules'][number];

function readRule(rule: unknown): Rule {
  return compact<Rule>({
    sources: asList(field(rule, 'from'), MAX_SOURCES).map(from =>
      readSource(field(from, 'source')),
    ),
    conditional:
      lengthOf(field(rule, 'to')) > 0 ||
      lengthOf(field(rule, 'when')) > 0 ||
      undefined,
  });
}

function readSource(raw: unknown): ObservedCallSource {
  const source: ObservedCallSource = {};
  const known = new Map(SOURCE_FIELDS);
  for (const name of Object.keys(asObject(raw) ?? {})) {
    const value = field(raw, name);
    const key = known.get(name);
    const texts = key && readTexts(value, MAX_VALUES);
    if (texts && !source[key]) {
      source[key] = texts;
    } else if (lengthOf(value) > 0 || !Array.isArray(value)) {
      source.narrowed = true;
    }
  }
  return source;
}

function readAction(
  value: unknown,
): ObservedAuthorizationPolicy['action'] | 'audit' {
  const word = isMissing(value) ? 'ALLOW' : asWord(value) ?? '';
  return (Object.hasOwn(ACTIONS, word) && ACTIONS[word]) || 'unknown';
}

/** Whether what a policy is about, and how many rules it has, is what was read of it. */
function isWhole(spec: unknown): boolean {
  const selector = field(spec, 'selector');
  return (
    isObjectOrMissing(spec) &&
    isObjectOrMissing(selector) &&
    isObjectOrMissing(field(selector, 'matchLabels')) &&
    isListOf(field(spec, 'rules'), MAX_RULES)
  );
}

function isWholeRule(rule: unknown): boolean {
  const from = field(rule, 'from');
  return (
    asObject(rule) !== undefined &&
    isListOf(from, MAX_SOURCES) &&
    isListOf(field(rule, 'to')) &&
    isListOf(field(rule, 'when')) &&
    asList(from, MAX_SOURCES).every(item =>
      Object.values(asObject(field(item, 'source')) ?? {}).every(value =>
        isListOf(value, MAX_VALUES),
      ),
    )
  );
}

function isObjectOrMissing(value: unknown): boolean {
  return isMissing(value) || asObject(value) !== undefined;
}

function isListOf(value: unknown, max = Infinity): boolean {
  return isMissing(value) || (Array.isArray(value) && value.length <= max);
}
