import type { MeshRevision } from 'backstage-plugin-anthos-fleet-common';
import { GatewayProblem } from '../client/GatewayProblem';
import { readList } from '../client/Listing';
import { translateMeshRevision } from '../translate/meshRevisions';
import type { PartContext, PartData } from './PartReader';

/** The first is what clusters have today. */
const GROUPS = [
  'mesh.cloud.google.com/v1beta1',
  'mesh.cloud.google.com/v1alpha1',
];
const MAX_REVISIONS = 100;

/** Reads the revisions of the managed mesh. */
export async function readMeshRevisions(
  context: PartContext,
): Promise<PartData<MeshRevision[]>> {
  const [newer, older] = GROUPS;
  try {
    return await readRevisions(context, newer);
  } catch (error) {
    if (error instanceof GatewayProblem && error.details.kindMissing) {
      return readRevisions(context, older);
    }
    throw error;
  }
}

async function readRevisions(
  { calls, turns, address }: PartContext,
  group: string,
): Promise<PartData<MeshRevision[]>> {
  const revisions = new Map<string, MeshRevision>();
  const { truncated } = await readList(
    calls,
    turns,
    { address, group, resource: 'controlplanerevisions', max: MAX_REVISIONS },
    item => {
      const revision = translateMeshRevision(item);
      if (revision) {
        revisions.set(revision.name, revision);
      }
    },
    () => revisions.clear(),
  );
  return { data: [...revisions.values()], truncated };
}
