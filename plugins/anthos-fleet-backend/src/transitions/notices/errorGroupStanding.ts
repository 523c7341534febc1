import type {
  MuteTarget,
  SyncKind,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { isMuted } from '../muting';
import type { Standing } from './telling';
import {
  asDescription,
  asTitle,
  clusterNames,
  counted,
  enumerate,
} from './words';

interface OpenError {
  sync_id: string;
  flapping: boolean | number;
  ref: string;
  kind: SyncKind;
  namespace: string;
  location: string | null;
  name: string | null;
}

// More than this is said as a number that is no larger.
const MAX_ERRORS = 10_000;

export const ERROR_TOPIC = 'Sync errors';

/** How an error group stands for one recipient, who hears of what it owns only. */
export async function errorGroupStanding(
  knex: Knex,
  fingerprint: string,
  options: {
    /** Entity ref; undefined for who is told of every sync. */
    owner: string | undefined;
    /** It hears too of errors of RootSyncs that speak of its namespaces. */
    namespaceOwners: boolean;
    mutes: MuteTarget[];
    pages: string;
  },
): Promise<Standing> {
  const { owner, mutes, pages } = options;
  const errors = await readOpen(knex, fingerprint, options);
  const namespaces = await readNamespaces(knex, fingerprint, owner);
  const namespacesOf = ({ kind, namespace, sync_id }: OpenError) =>
    kind === 'RepoSync' ? [namespace] : namespaces.get(sync_id) ?? [];
  const heard = errors.filter(
    error =>
      !isMuted(
        { fingerprint, cluster: error.ref, namespaces: namespacesOf(error) },
        mutes,
      ),
  );
  const { headline, code, groupFlaps } = await readGroup(knex, fingerprint);
  const clusters = clusterNames(heard.map(toCluster));
  const flapping =
    groupFlaps ||
    (heard.length > 0 && heard.every(error => Boolean(error.flapping)));
  const link = `${pages}/errors/${encodeURIComponent(fingerprint)}`;
  // What comes and goes is not over when it is gone just now.
  const open = errors.length > 0 || groupFlaps;
  return {
    open,
    silenced: errors.length > 0 && heard.length === 0,
    flapping,
    clusters: clusters.length,
    packageSyncs: heard.length,
    payload: {
      link,
      topic: ERROR_TOPIC,
      ...(open
        ? {
            title: openTitle(headline, clusters, flapping),
            description: asDescription([
              heard.length > 0
                ? `${counted(
                    heard.length,
                    'package sync fails',
                    'package syncs fail',
                  )}${withCode(code)} on ${enumerate(clusters)}.`
                : undefined,
              sayNamespaces(heard.flatMap(namespacesOf)),
              flapping ? 'You hear of it again when it is calm.' : undefined,
            ]),
            severity: flapping ? 'normal' : 'high',
          }
        : {
            title: asTitle(`Healed: ${headline}`),
            description: asDescription([
              `${
                owner ? 'Nothing of yours' : 'No package sync'
              } fails${withCode(code)} in this way any more.`,
            ]),
            severity: 'low',
          }),
    },
  };
}

function openTitle(
  headline: string,
  clusters: string[],
  flapping: boolean,
): string {
  const where =
    clusters.length === 1 ? clusters[0] : `${clusters.length} clusters`;
  const end = flapping ? ': it comes and goes' : ` on ${where}`;
  // The place must not fall victim to a long headline.
  const room = asTitle(headline).slice(0, 200 - end.length);
  return asTitle(`${room}${end}`);
}

function withCode(code: string): string {
  return code ? ` with ${code}` : '';
}

function sayNamespaces(namespaces: string[]): string | undefined {
  const names = [...new Set(namespaces)];
  if (names.length === 0) {
    return undefined;
  }
  return names.length === 1
    ? `Namespace: ${names[0]}.`
    : `Namespaces: ${enumerate(names)}.`;
}

function toCluster({ ref, location, name }: OpenError) {
  return { ref, location: location ?? '', name: name ?? ref };
}

async function readOpen(
  knex: Knex,
  fingerprint: string,
  {
    owner,
    namespaceOwners,
  }: { owner: string | undefined; namespaceOwners: boolean },
): Promise<OpenError[]> {
  const query = knex('error_spans')
    .join('noticed_syncs', 'noticed_syncs.id', 'error_spans.sync_id')
    .leftJoin('clusters', 'clusters.ref', 'noticed_syncs.ref')
    .where({ fingerprint })
    .whereNull('closed_at')
    .limit(MAX_ERRORS);
  if (owner !== undefined) {
    query.andWhere(own => {
      own.where('noticed_syncs.owner', owner);
      if (namespaceOwners) {
        own.orWhereExists(spoken =>
          spoken
            .select(knex.raw('1'))
            .from('error_span_owners')
            .whereRaw('error_span_owners.sync_id = error_spans.sync_id')
            .whereRaw('error_span_owners.fingerprint = error_spans.fingerprint')
            .where('error_span_owners.owner', owner),
        );
      }
    });
  }
  return query.select(
    'error_spans.sync_id',
    'error_spans.flapping',
    'noticed_syncs.ref',
    'noticed_syncs.kind',
    'noticed_syncs.namespace',
    'clusters.location',
    'clusters.name',
  );
}

/** Namespaces that the errors of a group speak of; to an owner of namespaces only its own. */
async function readNamespaces(
  knex: Knex,
  fingerprint: string,
  owner: string | undefined,
): Promise<Map<string, string[]>> {
  const query = knex('sync_error_namespaces')
    .where({ fingerprint })
    .whereNot('sync_error_namespaces.namespace', '')
    .limit(MAX_ERRORS);
  if (owner !== undefined) {
    query
      .join(
        'noticed_syncs',
        'noticed_syncs.id',
        'sync_error_namespaces.sync_id',
      )
      .leftJoin('namespaces', join =>
        join
          .on('namespaces.ref', 'sync_error_namespaces.ref')
          .andOn('namespaces.name', 'sync_error_namespaces.namespace'),
      )
      .andWhere(own =>
        own
          .where('noticed_syncs.owner', owner)
          .orWhere('namespaces.owner', owner),
      );
  }
  const rows: { sync_id: string; namespace: string }[] = await query.select(
    'sync_error_namespaces.sync_id',
    'sync_error_namespaces.namespace',
  );
  const namespaces = new Map<string, string[]>();
  for (const { sync_id, namespace } of rows) {
    namespaces.set(sync_id, [...(namespaces.get(sync_id) ?? []), namespace]);
  }
  return namespaces;
}

async function readGroup(knex: Knex, fingerprint: string) {
  const group: { headline: string; code: string } | undefined = await knex(
    'error_groups',
  )
    .where({ fingerprint })
    .first('headline', 'code');
  const state: { memory_json: string } | undefined = await knex(
    'subject_states',
  )
    .where({ subject: 'error-group', subject_id: fingerprint, quiet: false })
    .first('memory_json');
  return {
    headline: group?.headline || group?.code || 'A package sync fails',
    code: group?.code ?? '',
    groupFlaps: Boolean(state && JSON.parse(state.memory_json).flappingSince),
  };
}
