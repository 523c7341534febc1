import type { ClusterObjects } from '../ClusterObjects';
import type { Admission } from '../clusterOptions';
import { KubeError } from '../KubeError';
import { KubeObject } from '../objects';
import { constraintMatches } from './constraintMatch';
import { POLICY_RULES } from './policyRules';

const WEBHOOK = 'validation.gatekeeper.sh';

/** What the webhook does about a violation; the audit is nothing to it. */
function actionOf({ spec }: KubeObject): string {
  const action: string = spec?.enforcementAction ?? 'deny';
  if (action !== 'scoped') {
    return action;
  }
  const scoped: { action: string; enforcementPoints?: { name: string }[] }[] =
    spec?.scopedEnforcementActions ?? [];
  return (
    scoped.find(({ enforcementPoints = [] }) =>
      enforcementPoints.some(({ name }) => name === WEBHOOK || name === '*'),
    )?.action ?? 'dryrun'
  );
}

/** Refuses what the constraints in the cluster deny, and warns of what they warn of. */
export function enforceConstraints(cluster: ClusterObjects): () => void {
  const review: Admission = ({
    operation,
    kind,
    object,
    subresource,
    warn,
  }) => {
    if (operation === 'DELETE' || subresource) {
      return;
    }
    const denied: string[] = [];
    for (const [name, rule] of Object.entries(POLICY_RULES)) {
      for (const constraint of cluster.all(
        `${name.toLowerCase()}.constraints.gatekeeper.sh`,
      )) {
        const action = actionOf(constraint);
        if (
          !['deny', 'warn'].includes(action) ||
          !constraintMatches(cluster, constraint, kind, object)
        ) {
          continue;
        }
        const messages = rule(object, constraint.spec?.parameters ?? {}).map(
          message => `[${constraint.metadata.name}] ${message}`,
        );
        if (action === 'deny') {
          denied.push(...messages);
        } else {
          messages.forEach(message => warn?.(message));
        }
      }
    }
    if (denied.length) {
      throw new KubeError(
        'Forbidden',
        `admission webhook "${WEBHOOK}" denied the request: ${denied.join(
          '\n',
        )}`,
        { name: object.metadata.name, kind: kind.plural },
      );
    }
  };
  return cluster.addAdmission(review);
}
