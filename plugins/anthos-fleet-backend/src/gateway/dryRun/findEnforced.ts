import pLimit from 'p-limit';
import type { EnforcedConstraint } from 'backstage-plugin-anthos-fleet-common';
import { GatewayProblem } from '../client/GatewayProblem';
import { addressOf } from '../client/Listing';
import { parseAnswer } from '../client/parse';
import type { PartContext } from '../parts/PartReader';
import { isSelected, selectsNamespaces } from './constraintMatch';
import type { DenyingConstraint } from './ConstraintBook';
import { matchSubjectsOf, readLabels } from './matchSubjects';
import type { Tryable } from './tryable';

const AT_A_TIME = 4;
const MAX_NAMESPACES = 20;
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1, application/json';

type Labels = Record<string, string>;

/** Which of a cluster's constraints apply to objects, or to the pods that they would make. */
export async function findEnforced(
  constraints: readonly DenyingConstraint[],
  objects: readonly Tryable[],
  context: PartContext,
): Promise<EnforcedConstraint[]> {
  const labels = constraints.some(({ match }) => selectsNamespaces(match))
    ? await readNamespaceLabels(objects, context)
    : new Map<string, Labels>();
  const subjects = objects.map(object => ({
    index: object.index,
    subjects: matchSubjectsOf(object, namespace => labels.get(namespace)),
  }));
  return constraints.flatMap(({ match, ...constraint }) => {
    const indices = subjects
      .filter(({ subjects: all }) =>
        all.some(subject => isSelected(match, subject)),
      )
      .map(({ index }) => index);
    return indices.length > 0 ? [{ ...constraint, indices }] : [];
  });
}

/** Labels of namespaces: as the request has them, or else as the cluster has them. */
async function readNamespaceLabels(
  objects: readonly Tryable[],
  context: PartContext,
): Promise<Map<string, Labels>> {
  const labels = new Map(
    objects
      .filter(({ group, kind }) => group === '' && kind === 'Namespace')
      .map(({ name, object }) => [name, readLabels(object)]),
  );
  const missing = new Set(
    objects.flatMap(({ namespace }) =>
      namespace !== undefined && !labels.has(namespace) ? [namespace] : [],
    ),
  );
  const limit = pLimit(AT_A_TIME);
  await Promise.all(
    [...missing].slice(0, MAX_NAMESPACES).map(name =>
      limit(async () => {
        const read = await readLabelsOf(name, context);
        if (read) {
          labels.set(name, read);
        }
      }),
    ),
  );
  return labels;
}

async function readLabelsOf(
  name: string,
  { calls, address }: PartContext,
): Promise<Labels | undefined> {
  try {
    const answer = await calls.get({
      url: addressOf({ address, group: 'v1' }, 'namespaces', name),
      accept: METADATA_ONLY,
    });
    return readLabels(parseAnswer(answer));
  } catch (error) {
    if (error instanceof GatewayProblem && error.details.objectMissing) {
      return undefined;
    }
    throw error;
  }
}
