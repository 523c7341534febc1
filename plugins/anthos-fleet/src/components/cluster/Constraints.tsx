import type { PolicyConstraint } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { toneOfEnforcement } from '../../model/tone';
import { Subtitle } from '../sections/Section';
import styles from '../sections/sections.module.css';
import { Ago, Mono, Quiet, StateLabel } from '../ui';

/** The rules that something on the cluster breaks, and what breaks them. */
export function Constraints(props: { constraints: PolicyConstraint[] }) {
  const { t } = usePageWords();
  if (!props.constraints.length) {
    return null;
  }
  return (
    <>
      <Subtitle>{t('cluster.policy.constraints')}</Subtitle>
      <ul className={styles.list}>
        {props.constraints.map(constraint => (
          <ConstraintItem
            key={`${constraint.kind} ${constraint.name}`}
            constraint={constraint}
          />
        ))}
      </ul>
    </>
  );
}

function ConstraintItem(props: { constraint: PolicyConstraint }) {
  const { constraint } = props;
  const { enforcement, violations, totalViolations, auditedAt } = constraint;
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
      <ul className={styles.sublist}>
        {violations.map(({ kind, namespace, name, message }) => (
          <li key={`${kind} ${namespace} ${name} ${message}`}>
            {kind} <Mono>{name}</Mono>
            {namespace && <Quiet> · {namespace}</Quiet>}
            {message && <p className={styles.message}>{message}</p>}
          </li>
        ))}
      </ul>
      {totalViolations !== undefined && violations.length < totalViolations && (
        <Quiet>
          {t('cluster.policy.listed', {
            shown: String(violations.length),
            total: String(totalViolations),
          })}
        </Quiet>
      )}
    </li>
  );
}
