import { Button } from '@backstage/ui';
import type {
  Cluster,
  EntityStatus,
  EntityViolation,
} from 'backstage-plugin-anthos-fleet-common';
import { useState } from 'react';
import { usePageWords } from '../../hooks/usePageWords';
import { toneOfEnforcement } from '../../model/tone';
import { violatedRules, type ViolatedRule } from '../../model/violations';
import { Fields, Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { Ago, ClusterName, Mono, Quiet, StateLabel } from '../ui';

// Objects of one workload say the same.
const SHOWN_AT_FIRST = 1;

/** The policies that objects in an entity's namespaces violate; absent where none is known of. */
export function EntityViolations(props: { status: EntityStatus }) {
  const { policyViolations = [], clusters } = props.status;
  const { t } = usePageWords();
  if (!policyViolations.length) {
    return null;
  }
  const rules = violatedRules(policyViolations);
  const byRef = new Map(clusters.map(({ cluster }) => [cluster.ref, cluster]));
  return (
    <Section title={t('violations.title')}>
      <p className={sections.lead}>
        {[
          t('violations.say', {
            violations: t('cluster.policy.violations', {
              count: policyViolations.length,
            }),
            rules: t('violations.rules', { count: countNames(rules) }),
          }),
          ...(rules.some(({ enforcement }) => enforcement === 'deny')
            ? [t('violations.denied')]
            : []),
        ].join(' ')}
      </p>
      <ul className={sections.list}>
        {rules.map(rule => (
          <RuleItem
            key={`${rule.kind} ${rule.name} ${rule.enforcement}`}
            rule={rule}
            clusters={byRef}
          />
        ))}
      </ul>
    </Section>
  );
}

/** A rule that denies on one cluster and only reports on another is one rule. */
function countNames(rules: ViolatedRule[]): number {
  return new Set(rules.map(({ kind, name }) => `${kind} ${name}`)).size;
}

function RuleItem(props: {
  rule: ViolatedRule;
  clusters: ReadonlyMap<string, Cluster>;
}) {
  const { rule, clusters } = props;
  const { kind, name, bundle, enforcement, remedy, violations } = rule;
  const { t } = usePageWords();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? violations : violations.slice(0, SHOWN_AT_FIRST);
  const more = violations.length - shown.length;
  const [{ auditedAt }] = violations;
  return (
    <li className={sections.item}>
      <span className={sections.inline}>
        <StateLabel tone={toneOfEnforcement(enforcement)}>
          {t(`enforcement.${enforcement}`)}
        </StateLabel>
        <Mono title={kind}>{name}</Mono>
        {bundle && <Quiet>{bundle}</Quiet>}
        {auditedAt && (
          <Quiet>
            {t('cluster.policy.audited', { ago: <Ago time={auditedAt} /> })}
          </Quiet>
        )}
      </span>
      <Fields
        fields={[[t('error.remedy'), t(`violations.remedy.${remedy}`)]]}
      />
      <ul className={sections.sublist}>
        {shown.map(violation => (
          <ViolationItem
            key={JSON.stringify(violation)}
            violation={violation}
            cluster={clusters.get(violation.cluster)}
          />
        ))}
      </ul>
      {more > 0 && (
        <span>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setShowsAll(true)}
          >
            {t('cluster.policy.more', { count: more })}
          </Button>
        </span>
      )}
    </li>
  );
}

function ViolationItem(props: {
  violation: EntityViolation;
  cluster: Cluster | undefined;
}) {
  const { violation, cluster } = props;
  const { kind, name, namespace, message } = violation;
  return (
    <li>
      {kind} <Mono>{name}</Mono>
      <Quiet> · {namespace} · </Quiet>
      {cluster ? <ClusterName cluster={cluster} /> : violation.cluster}
      {message && <p className={sections.message}>{message}</p>}
    </li>
  );
}
