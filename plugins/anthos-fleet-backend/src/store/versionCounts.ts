import {
  judgeVersionSkew,
  type ComponentVersions,
  type EndOfLifeCount,
  type Hosting,
  type Overview,
  type SyncState,
  type VersionedComponent,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { countSyncStates, sumTotals } from './overview';
import { visibleClusters, type StoreContext } from './StoreContext';
import type { VisibleClusters } from './visibility';

const MAX_PLACES = 100;
const MAX_VERSIONS = 50;

/** Column of the version of everything whose versions are counted; null where there is none of it. */
export const VERSION_COLUMNS = {
  kubernetes: 'kubernetes_version',
  configSync: 'config_sync_version',
  mesh: 'mesh_revision',
  policyController: 'policy_version',
} as const satisfies Record<VersionedComponent, string>;

/** Clusters that are alike in one part of what is counted. */
interface PartRow {
  part: 'place' | 'end' | VersionedComponent;
  /** The version, or the day; of a place its hosting. */
  value: string;
  site: string;
  region: string;
  sync_state: string;
  total: number | string;
}

/** Counts by place, by version and by end of life, in one statement. */
export async function countPlacesAndVersions(
  context: StoreContext,
  visible: VisibleClusters,
): Promise<
  Pick<Overview, 'places' | 'totalPlaces' | 'versions' | 'endOfLife'>
> {
  const { knex } = context;
  const rows: PartRow[] = await knex
    .with(
      'seen',
      visibleClusters(context, visible).select(
        'clusters.hosting',
        'clusters.site',
        'clusters.region',
        'clusters.sync_state',
        'clusters.end_of_life',
        ...Object.values(VERSION_COLUMNS).map(column => `clusters.${column}`),
      ),
    )
    .select('*')
    // Knex groups a whole union, unless it is hidden from it.
    .from(placeRows(knex).as('by_place'))
    .unionAll([
      valueRows(knex, 'end', 'end_of_life'),
      ...Object.entries(VERSION_COLUMNS).map(([part, column]) =>
        valueRows(knex, part, column),
      ),
    ]);
  const of = (part: PartRow['part']) => rows.filter(row => row.part === part);
  const places = toPlaces(of('place'));
  return {
    places: places.slice(0, MAX_PLACES),
    totalPlaces: places.length,
    versions: Object.keys(VERSION_COLUMNS).flatMap(component => {
      const own = of(component as VersionedComponent);
      return own.length > 0
        ? [toVersions(component as VersionedComponent, own)]
        : [];
    }),
    endOfLife: of('end')
      .map(
        ({ value, total }): EndOfLifeCount => ({
          date: value,
          total: Number(total),
        }),
      )
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

function placeRows(knex: Knex): Knex.QueryBuilder {
  const columns = ['hosting', 'site', 'region', 'sync_state'];
  return knex('seen')
    .select(
      knex.raw(`'place' as part`),
      'hosting as value',
      'site',
      'region',
      'sync_state',
    )
    .count({ total: '*' })
    .groupBy(columns);
}

function valueRows(
  knex: Knex,
  part: string,
  column: string,
): Knex.QueryBuilder {
  return knex('seen')
    .whereNotNull(column)
    .select(
      knex.raw('? as part', [part]),
      `${column} as value`,
      knex.raw(`'' as site, '' as region, '' as sync_state`),
    )
    .count({ total: '*' })
    .groupBy(column);
}

function toPlaces(rows: PartRow[]): NonNullable<Overview['places']> {
  const places = new Map<string, PartRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.value, row.site, row.region]);
    places.set(key, [...(places.get(key) ?? []), row]);
  }
  return [...places.values()]
    .map(own => {
      const [{ value, site, region }] = own;
      return {
        hosting: value as Hosting,
        ...(site && { site }),
        ...(region && { region }),
        total: sumTotals(own),
        syncStates: countSyncStates(
          own.map(row => ({ ...row, sync_state: row.sync_state as SyncState })),
        ),
      };
    })
    .sort(
      (a, b) => b.total - a.total || (placeName(a) < placeName(b) ? -1 : 1),
    );
}

function placeName(place: { site?: string; region?: string }): string {
  return place.site ?? place.region ?? '';
}

function toVersions(
  component: VersionedComponent,
  rows: PartRow[],
): ComponentVersions {
  const totals = new Map(
    rows.map(({ value, total }) => [value, Number(total)]),
  );
  const known = rows.map(({ value }) => value).filter(Boolean);
  const { versions, minorsApart } = judgeVersionSkew(known);
  return {
    component,
    total: sumTotals(rows),
    unknown: totals.get('') ?? 0,
    distinct: versions.length,
    ...(minorsApart !== undefined && { minorsApart }),
    versions: versions.slice(0, MAX_VERSIONS).map(judged => ({
      ...judged,
      total: totals.get(judged.version) ?? 0,
    })),
  };
}
