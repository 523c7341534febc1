import type { PolicyConstraintList } from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import type { PolicySearch } from './policySearch';
import type { Tone } from './tone';

/** A sentence over a list of constraints, and those that it counts. */
export interface PolicySentence {
  text: string;
  tone?: Tone;
  filter?: Partial<PolicySearch>;
}

/** How many rules something breaks, and where, as a colleague would say it. */
export function policySentences(
  t: PageTranslation,
  list: Pick<
    PolicyConstraintList,
    | 'totalItems'
    | 'violatedItems'
    | 'totalViolations'
    | 'violatingClusters'
    | 'withoutConstraints'
    | 'notRead'
    | 'lastKnown'
  >,
): PolicySentence[] {
  const { totalItems: total, violatedItems, violatingClusters } = list;
  const uncounted = list.withoutConstraints.total + list.notRead.total;
  const { total: old } = list.lastKnown;
  // Nobody is to take them for clean; the list under the table names them.
  const said: (PolicySentence | 0)[] = [
    uncounted && {
      text: t('policies.say.uncounted', { count: uncounted }),
      tone: 'unknown',
    },
    old && { text: t('policies.say.old', { count: old }), tone: 'unknown' },
  ];
  const rest = said.filter(sentence => sentence !== 0);
  if (!violatedItems) {
    return [{ text: t('policies.say.none', { count: total }) }, ...rest];
  }
  return [
    {
      text: t('policies.say.violated', {
        count: violatedItems,
        total: String(total),
      }),
      tone: 'attention',
      filter: { violated: true },
    },
    {
      text: t('policies.say.violations', {
        count: list.totalViolations,
        clusters: t('policies.onClusters', { count: violatingClusters }),
      }),
    },
    ...rest,
  ];
}
