import pLimit from 'p-limit';
import type { PolicyConstraint } from 'backstage-plugin-anthos-fleet-common';
import { asList, asText, field } from '../../google/json';
import { GatewayProblem } from '../client/GatewayProblem';
import { addressOf, readList } from '../client/Listing';
import { parseAnswer } from '../client/parse';
import { translateConstraint } from '../translate/policyConstraints';
import type { PartContext, PartData } from './PartReader';

const GROUP = 'constraints.gatekeeper.sh/v1beta1';
const MAX_KINDS = 150;
const MAX_CONSTRAINTS = 1_000;
const AT_A_TIME = 4;
const PLURAL = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

interface ConstraintKind {
  plural: string;
  kind: string;
}

/** Reads the constraints of Policy Controller, as they are shown. */
export function readPolicyConstraints(
  context: PartContext,
): Promise<PartData<PolicyConstraint[]>> {
  return readConstraints(context, translateConstraint);
}

type Named = Pick<PolicyConstraint, 'kind' | 'name'>;
type Translate<T> = (raw: unknown, kind: string) => T | undefined;

/** Reads the constraints of Policy Controller: which kinds there are, then each kind. */
export async function readConstraints<T extends Named>(
  context: PartContext,
  translate: Translate<T>,
): Promise<PartData<T[]>> {
  const kinds = await readKinds(context);
  const data: T[] = [];
  let truncated = kinds.length > MAX_KINDS;
  const limit = pLimit(AT_A_TIME);
  await Promise.all(
    kinds.slice(0, MAX_KINDS).map(kind =>
      limit(async () => {
        const constraints = await readOfKind(context, kind, translate);
        truncated ||= constraints.truncated === true;
        data.push(...constraints.data);
      }),
    ),
  ).catch(error => {
    limit.clearQueue();
    throw error;
  });
  data.sort(compare);
  return {
    data: data.slice(0, MAX_CONSTRAINTS),
    truncated: truncated || data.length > MAX_CONSTRAINTS,
  };
}

/** The kinds that the cluster has, from its own description of the API. */
async function readKinds({
  calls,
  address,
}: PartContext): Promise<ConstraintKind[]> {
  const answer = await calls.get({ url: addressOf({ address, group: GROUP }) });
  const body = parseAnswer(answer);
  if (field(body, 'kind') !== 'APIResourceList') {
    throw new GatewayProblem(
      'invalid',
      `The cluster does not say which kinds ${GROUP} has`,
      { refusedBy: 'api-server' },
    );
  }
  return asList(field(body, 'resources'), 2 * MAX_KINDS).flatMap(resource => {
    const plural = field(resource, 'name');
    const kind = asText(field(resource, 'kind'));
    // Names with a slash are parts of objects, such as their status.
    return typeof plural === 'string' && PLURAL.test(plural) && kind
      ? [{ plural, kind }]
      : [];
  });
}

async function readOfKind<T extends Named>(
  { calls, turns, address }: PartContext,
  { plural, kind }: ConstraintKind,
  translate: Translate<T>,
): Promise<PartData<T[]>> {
  const constraints = new Map<string, T>();
  try {
    const { truncated } = await readList(
      calls,
      turns,
      { address, group: GROUP, resource: plural, max: MAX_CONSTRAINTS },
      (item, { tooLarge }) => {
        const constraint = tooLarge ? undefined : translate(item, kind);
        if (constraint) {
          constraints.set(constraint.name, constraint);
        }
      },
      () => constraints.clear(),
    );
    return { data: [...constraints.values()], truncated };
  } catch (error) {
    // Its template was deleted between the two questions.
    if (error instanceof GatewayProblem && error.details.kindMissing) {
      return { data: [] };
    }
    throw error;
  }
}

function compare(a: Named, b: Named): number {
  const [left, right] = [a, b].map(({ kind, name }) => `${kind}/${name}`);
  return left < right ? -1 : Number(left > right);
}
