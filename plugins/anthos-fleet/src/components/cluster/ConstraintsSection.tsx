import { Button } from '@backstage/ui';
import type {
  ClusterDetails,
  PolicyConstraint,
} from 'backstage-plugin-anthos-fleet-common';
import { useState } from 'react';
import { usePageWords } from '../../hooks/usePageWords';
import { toneOfEnforcement } from '../../model/tone';
import { Section } from '../sections/Section';
import styles from '../sections/sections.module.css';
import { Ago, Mono, Quiet, StateLabel } from '../ui';

// With the number of all above them, examples are enough.
const SHOWN_AT_FIRST = 3;

/** The rules that something on the cluster breaks, and what breaks them; absent where there are none. */
export function ConstraintsSection(props: { details: ClusterDetails }) {
  const { policyConstraints } = props.details;
  const { t } = usePageWords();
  if (!policyConstraints.length) {
    return null;
  }
  return (
    <Section title={t('cluster.policy.constraints')}>
      <ul className={styles.wideList}>
        {policyConstraints.map(constraint => (
          <ConstraintItem
            key={`${constraint.kind} ${constraint.name}`}
            constraint={constraint}
          />
        ))}
      </ul>
    </Section>
  );
}

function ConstraintItem(props: { constraint: PolicyConstraint }) {
  const { constraint } = props;
  const { enforcement, totalViolations, auditedAt } = constraint;
  const { t } = usePageWords();
  return (
    <li className={styles.item}>
      <span className={styles.inline}>
        <Mono title={constraint.kind}>{constraint.name}</Mono>
        {constraint.bundle && <Quiet>{constraint.bundle}</Quiet>}
      </span>
      <span className={styles.inline}>
        <StateLabel
          tone={totalViolations ? toneOfEnforcement(enforcement) : 'unknown'}
        >
          {totalViolations === undefined
            ? t('cluster.policy.notAudited')
            : t('cluster.policy.violations', { count: totalViolations })}
        </StateLabel>
        <Quiet>{t(`enforcement.${enforcement}`)}</Quiet>
        {auditedAt && (
          <Quiet>
            {t('cluster.policy.audited', { ago: <Ago time={auditedAt} /> })}
          </Quiet>
        )}
      </span>
      <Violations constraint={constraint} />
    </li>
  );
}

/** What breaks the rule: as much as one reads at once, and the rest when it is asked for. */
function Violations(props: { constraint: PolicyConstraint }) {
  const { violations, totalViolations } = props.constraint;
  const { t } = usePageWords();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? violations : violations.slice(0, SHOWN_AT_FIRST);
  const more = violations.length - shown.length;
  return (
    <>
      <ul className={styles.sublist}>
        {shown.map(({ kind, namespace, name, message }) => (
          <li key={`${kind} ${namespace} ${name} ${message}`}>
            {kind} <Mono>{name}</Mono>
            {namespace && <Quiet> · {namespace}</Quiet>}
            {message && <p className={styles.message}>{message}</p>}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setShowsAll(true)}
        >
          {t('cluster.policy.more', { count: more })}
        </Button>
      )}
      {!more &&
        totalViolations !== undefined &&
        violations.length < totalViolations && (
          <Quiet>
            {t('cluster.policy.listed', {
              shown: String(violations.length),
              total: String(totalViolations),
            })}
          </Quiet>
        )}
    </>
  );
}
