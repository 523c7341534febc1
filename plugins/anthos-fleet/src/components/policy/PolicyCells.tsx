import type {
  ConstraintSample,
  FleetConstraint,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { toneOfEnforcement } from '../../model/tone';
import lists from '../lists/lists.module.css';
import { Age, KnownState, MaybeLink, Mono, Quiet, StateLabel } from '../ui';

interface CellProps {
  constraint: FleetConstraint;
}

/** The rule by its names. */
export function ConstraintCell({ constraint }: CellProps) {
  const { kind, name, bundle } = constraint;
  return (
    <>
      <Mono>{name}</Mono>
      <span className={lists.meta}>
        <Quiet>{kind}</Quiet>
        {bundle && <Quiet>{bundle}</Quiet>}
      </span>
    </>
  );
}

/** How much breaks it; what was not audited is not known to be none. */
export function ViolationsCell({ constraint }: CellProps) {
  const { totalViolations, totalClusters, enforcements } = constraint;
  const { unauditedClusters, lastKnownClusters } = constraint;
  const { t } = usePageWords();
  const strictest = enforcements[0]?.enforcement ?? 'unknown';
  const audited = totalClusters - unauditedClusters;
  if (!audited) {
    return (
      <StateLabel tone="unknown" wrap>
        {t('cluster.policy.notAudited')}
      </StateLabel>
    );
  }
  return (
    <>
      <KnownState
        tone={totalViolations ? toneOfEnforcement(strictest) : 'good'}
        word={t('cluster.policy.violations', { count: totalViolations })}
        lastKnown={lastKnownClusters >= totalClusters}
      />
      {unauditedClusters > 0 && (
        <Quiet>{t('policies.unaudited', { count: unauditedClusters })}</Quiet>
      )}
      {lastKnownClusters > 0 && (
        <Quiet>{t('rollouts.lastKnown', { count: lastKnownClusters })}</Quiet>
      )}
    </>
  );
}

/** What it does, where that differs on how many clusters, and what to do about it. */
export function EnforcementCell(props: CellProps & { remedy?: boolean }) {
  const { enforcements, totalViolations } = props.constraint;
  const { t } = usePageWords();
  const [strictest] = enforcements;
  return (
    <>
      {enforcements.map(({ enforcement, total: count }) => (
        <span key={enforcement} className={lists.meta}>
          <span>{t(`enforcement.${enforcement}`)}</span>
          {enforcements.length > 1 && (
            <Quiet>{t('rollouts.onClusters', { count })}</Quiet>
          )}
        </span>
      ))}
      {props.remedy && strictest && totalViolations > 0 && (
        <span className={lists.meta}>
          <Quiet>{t(`policies.remedy.${strictest.enforcement}`)}</Quiet>
        </span>
      )}
    </>
  );
}

export function ClustersCell({ constraint }: CellProps) {
  const { violatingClusters, totalClusters } = constraint;
  const { t } = usePageWords();
  return (
    <span className={lists.number}>
      {t('policies.violating', {
        violating: String(violatingClusters),
        total: String(totalClusters),
      })}
    </span>
  );
}

/** Where most breaks it, and one object there. */
export function ExamplesCell({
  constraint,
  max,
}: CellProps & { max?: number }) {
  return (
    <>
      {constraint.samples
        .filter(({ totalViolations }) => totalViolations)
        .slice(0, max)
        .map(sample => (
          <Example key={sample.cluster.ref} sample={sample} />
        ))}
    </>
  );
}

function Example(props: { sample: ConstraintSample }) {
  const { cluster, totalViolations = 0, violations, lastKnown } = props.sample;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const [object] = violations;
  return (
    <span className={lists.meta}>
      <MaybeLink href={links.cluster(cluster)} title={cluster.ref}>
        {cluster.name}
      </MaybeLink>
      <Quiet>
        {t('cluster.policy.violations', { count: totalViolations })}
      </Quiet>
      {lastKnown && <Age freshness={lastKnown} />}
      {object && (
        <Quiet title={object.message}>
          {t('policies.example', {
            object: [object.kind, object.namespace, object.name]
              .filter(Boolean)
              .join(' '),
          })}
        </Quiet>
      )}
    </span>
  );
}
