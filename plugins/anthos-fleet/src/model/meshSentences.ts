import type {
  MeshList,
  MeshManagement,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import { ALARMING_MESH_STATES, type MeshSearch } from './meshSearch';
import type { Tone } from './tone';

/** A sentence over a list of meshes, and those that it counts. */
export interface MeshSentence {
  text: string;
  tone?: Tone;
  filter?: Partial<MeshSearch>;
}

/** On how many clusters there is a mesh and how it is, as a colleague would say it. */
export function meshSentences(
  t: PageTranslation,
  list: Pick<MeshList, 'totalItems' | 'managements' | 'needAttention'>,
): MeshSentence[] {
  const { totalItems, managements, needAttention } = list;
  const count = (...wanted: MeshManagement[]) =>
    managements
      .filter(({ management }) => wanted.includes(management))
      .reduce((sum, { total }) => sum + total, 0);
  const unknown = count('unknown');
  const sentences: (MeshSentence | 0)[] = [
    {
      text: t('meshes.say.have', {
        count: count('managed', 'in-cluster', 'other'),
        total: String(totalItems),
      }),
      filter: { management: ['managed', 'in-cluster', 'other'] },
    },
    needAttention && {
      text: t('meshes.say.attention', { count: needAttention }),
      tone: 'attention',
      filter: { state: [...ALARMING_MESH_STATES] },
    },
    unknown && {
      text: t('meshes.say.unknown', { count: unknown }),
      tone: 'unknown',
      filter: { management: ['unknown'] },
    },
  ];
  return sentences.filter(sentence => sentence !== 0);
}
