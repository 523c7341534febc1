import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
} from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { EntityRules } from './entity/clusterEntity';
import { completeEntityRef } from './entity/entityRefs';
import type { LabelRule, LabelRules } from './entity/labelRules';

const ROOT = 'catalog.providers.anthosFleet';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 3 },
  timeout: { minutes: 5 },
  // The first sweep of the fleet needs a moment after start.
  initialDelay: { seconds: 20 },
};

export interface CatalogModuleConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  entities: EntityRules;
}

/**
 * Reads `catalog.providers.anthosFleet`; everything has a default.
 *
 * @throws InputError for a value that is present and wrong
 */
export function readCatalogModuleConfig(root: Config): CatalogModuleConfig {
  const config = root.getOptionalConfig(ROOT);
  return {
    schedule: {
      ...(config?.has('schedule')
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
            config.getConfig('schedule'),
          )
        : DEFAULT_SCHEDULE),
      // Two replicas that compare at once would only repeat each other.
      scope: 'global',
    },
    entities: {
      namespace: readNamespace(config),
      owner: {
        rules: [],
        default: ref('unknown', 'Group', `${ROOT}.owner.default`),
        ...readRefRules(config, 'owner', 'Group'),
      },
      system: readRefRules(config, 'system', 'System') ?? { rules: [] },
      lifecycle: readRules(config, 'lifecycle') ?? { rules: [] },
    },
  };
}

function readNamespace(config: Config | undefined): string {
  const namespace = config?.getOptionalString('namespace') ?? DEFAULT_NAMESPACE;
  if (!KubernetesValidatorFunctions.isValidNamespace(namespace)) {
    throw new InputError(
      `${ROOT}.namespace is '${namespace}', which is no catalog namespace; use small letters, digits and dashes, at most 63`,
    );
  }
  return namespace;
}

function readRefRules(
  config: Config | undefined,
  key: string,
  kind: string,
): LabelRules | undefined {
  const read = readRules(config, key);
  if (!read) {
    return undefined;
  }
  const rules = read.rules.map(({ label, values }) => ({
    label,
    values:
      values &&
      new Map(
        Array.from(values, ([value, text]) => [
          value,
          ref(text, kind, `${ROOT}.${key}.rules: values.${value}`),
        ]),
      ),
  }));
  return read.default === undefined
    ? { rules }
    : { rules, default: ref(read.default, kind, `${ROOT}.${key}.default`) };
}

function ref(text: string, kind: string, key: string): string {
  const complete = completeEntityRef(text, kind);
  if (!complete) {
    throw new InputError(
      `${key} is '${text}', which is no entity ref; give a name, or a ref as in '${kind.toLocaleLowerCase(
        'en-US',
      )}:default/name'`,
    );
  }
  return complete;
}

function readRules(
  config: Config | undefined,
  key: string,
): LabelRules | undefined {
  const section = config?.getOptionalConfig(key);
  if (!section) {
    return undefined;
  }
  const rules = (section.getOptionalConfigArray('rules') ?? []).map(
    (rule, index) => readRule(rule, `${ROOT}.${key}.rules[${index}]`),
  );
  const fallback = section.getOptionalString('default');
  return fallback === undefined ? { rules } : { rules, default: fallback };
}

function readRule(rule: Config, key: string): LabelRule {
  const label = rule.getString('label');
  // Read as a plain object: a label value may be any text, a config key may not.
  const values = rule.getOptional<unknown>('values');
  if (values === undefined) {
    return { label };
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new InputError(
      `${key}.values must be an object of label values and what they mean, as in { pay: group:default/payments }`,
    );
  }
  return {
    label,
    values: new Map(
      Object.entries(values).map(([value, meaning]) => {
        if (typeof meaning !== 'string' || !meaning) {
          throw new InputError(`${key}.values.${value} must be a text`);
        }
        return [value, meaning];
      }),
    ),
  };
}
