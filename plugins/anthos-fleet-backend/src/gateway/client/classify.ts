import { CutAnswer, RefusedAnswer } from '../../google/boundedFetch';
import { unreachable } from '../../google/commonProblems';
import { isNetworkError } from '../../google/networkErrors';
import {
  findCause,
  HttpFailure,
  innermostMessage,
  ReadProblem,
} from '../../google/problems';
import { SETTING, type Attempt } from './attempt';
import { classifyFailure } from './classifyFailure';
import { GatewayProblem } from './GatewayProblem';

/** Turns whatever a call threw into an outcome, with who refused it and the remedy. */
export function classifyGatewayError(
  error: unknown,
  attempt: Attempt,
): GatewayProblem {
  const problem = findCause(error, GatewayProblem);
  if (problem) {
    return problem;
  }
  const own = findCause(error, ReadProblem);
  if (own) {
    // Only the way to an access token ends like this; Google's IAM is who gives them.
    return new GatewayProblem(own.outcome, own.message, {
      remedy: own.remedy,
      ...(['forbidden', 'unauthenticated'].includes(own.outcome) && {
        refusedBy: 'iam',
      }),
    });
  }
  const refused = findCause(error, RefusedAnswer);
  if (refused) {
    return new GatewayProblem('invalid', refused.message, {
      remedy: refused.remedy,
      refusedBy: 'gateway',
      tooLarge: refused.tooLarge,
    });
  }
  const failure = findCause(error, HttpFailure);
  if (failure) {
    // What the answer says in full is for who judges a single object.
    return Object.assign(classifyFailure(failure, attempt), { cause: failure });
  }
  return classifyNoAnswer(error, attempt);
}

function classifyNoAnswer(error: unknown, attempt: Attempt): GatewayProblem {
  const { deadline, host } = attempt;
  if (findCause(error, CutAnswer) && !deadline.signal.aborted) {
    return new GatewayProblem(
      'invalid',
      `The answer of ${host} broke off before its end`,
      {
        remedy:
          'It is read again with the next sweep; if it stays, see whether a proxy cuts large answers',
      },
    );
  }
  if (deadline.signal.aborted) {
    return deadline.cancelled
      ? new GatewayProblem(
          'timeout',
          'The reading was stopped before it was done',
        )
      : tookTooLong(deadline.ms);
  }
  if (isNetworkError(error)) {
    const { outcome, message, remedy } = unreachable(error, host, SETTING);
    return new GatewayProblem(outcome, message, {
      remedy: remedy?.replace(
        'NODE_EXTRA_CA_CERTS',
        'NODE_EXTRA_CA_CERTS or anthosFleet.fleets[].gateway.caFile',
      ),
      refusedBy: 'gateway',
    });
  }
  return new GatewayProblem(
    'invalid',
    `The reading failed: ${innermostMessage(error)}`,
  );
}

/** The cluster, or what leads to it, did not answer in time. */
export function tookTooLong(ms: number): GatewayProblem {
  return new GatewayProblem(
    'timeout',
    `The cluster did not answer within ${Math.round(ms / 100) / 10} s`,
    {
      remedy:
        "It is read again with the next sweep; if it stays, look at the cluster's API server and its Connect agent, or raise anthosFleet.sweep.callDeadline and clusterDeadline",
    },
  );
}
