import type { MuteTarget } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { isMuted } from '../muting';
import type { Standing } from './telling';
import { asDescription, asTitle, clusterNames, enumerate } from './words';

interface SilentCluster {
  ref: string;
  location: string;
  name: string;
  message: string | null;
}

export const SILENT_TOPIC = 'Silent clusters';

/** Which clusters of a fleet do not answer, for who runs them. */
export async function silentClustersStanding(
  knex: Knex,
  fleet: string,
  options: { mutes: MuteTarget[]; pages: string },
): Promise<Standing> {
  const silent: SilentCluster[] = await knex('subject_states')
    .join('clusters', 'clusters.ref', 'subject_states.ref')
    .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .where({
      'subject_states.fleet': fleet,
      'subject_states.subject': 'connection',
      'subject_states.told': 'silent',
    })
    .select(
      'clusters.ref',
      'clusters.location',
      'clusters.name',
      'cluster_readings.message',
    );
  const heard = silent.filter(
    ({ ref }) => !isMuted({ cluster: ref, namespaces: [] }, options.mutes),
  );
  const names = clusterNames(heard);
  const [only] = heard;
  const link =
    heard.length === 1
      ? `${options.pages}/clusters/${only.ref}`
      : `${options.pages}/clusters`;
  const open = silent.length > 0;
  return {
    open,
    silenced: open && heard.length === 0,
    flapping: false,
    clusters: heard.length,
    packageSyncs: 0,
    payload: {
      link,
      topic: SILENT_TOPIC,
      ...(open
        ? {
            title: asTitle(
              heard.length === 1
                ? `${only.name} does not answer`
                : `${heard.length} clusters of ${fleet} do not answer`,
            ),
            description: asDescription([
              heard.length === 1 ? sentence(only.message) : undefined,
              heard.length > 1 ? `Silent: ${enumerate(names)}.` : undefined,
              heard.length === 1
                ? 'What is shown of it is as old as its last answer.'
                : 'What is shown of them is as old as their last answers.',
            ]),
            severity: 'high',
          }
        : {
            title: asTitle(`All clusters of ${fleet} answer again`),
            description: 'What is shown of them is current.',
            severity: 'low',
          }),
    },
  };
}

function sentence(message: string | null): string | undefined {
  const text = message?.trim();
  return text && !/[.!?]$/.test(text) ? `${text}.` : text;
}
