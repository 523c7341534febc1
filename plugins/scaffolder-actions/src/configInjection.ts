import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  parseLabelSelector,
  type InjectionRule,
  type NamespaceInjectionLabel,
} from 'backstage-plugin-anthos-fleet-common';
import { HOSTINGS, ROOT } from './configValues';

const LABEL_VALUE = /^[a-z0-9]([-\w.]{0,61}[a-z0-9])?$/i;

/** Reads `mesh.injection`. */
export function readInjectionRules(mesh: Config | undefined): InjectionRule[] {
  return (mesh?.getOptionalConfigArray('injection') ?? []).map((rule, index) =>
    readRule(rule, `${ROOT}.mesh.injection[${index}]`),
  );
}

function readRule(rule: Config, key: string): InjectionRule {
  const clusters = rule.getOptionalStringArray('clusters');
  const hosting = rule.getOptionalString('hosting');
  const selector = rule.getOptionalString('selector');
  const known = HOSTINGS.find(each => each === hosting);
  if (hosting !== undefined && !known) {
    throw new InputError(
      `${key}.hosting is '${hosting}'; give one of ${HOSTINGS.join(', ')}`,
    );
  }
  const parsed =
    selector === undefined ? undefined : parseLabelSelector(selector);
  if (parsed?.problem) {
    const { message, remedy } = parsed.problem;
    throw new InputError(`${key}.selector: ${message}. ${remedy}`);
  }
  const label = readLabel(rule.getString('label'), `${key}.label`);
  return {
    ...(clusters && { clusters }),
    ...(known && { hosting: known }),
    ...(parsed?.selector && { selector: parsed.selector }),
    ...(label && { label }),
  };
}

function readLabel(
  text: string,
  key: string,
): NamespaceInjectionLabel | undefined {
  if (text === 'none') {
    return undefined;
  }
  const [name, value, ...more] = text.split('=');
  const known = name === 'istio-injection' || name === 'istio.io/rev';
  if (!known || more.length || !LABEL_VALUE.test(value ?? '')) {
    throw new InputError(
      `${key} is '${text}'; give istio-injection=enabled, istio.io/rev=REVISION or none`,
    );
  }
  return { key: name, value };
}
