import type { ClusterMesh } from 'backstage-plugin-anthos-fleet-common';
import { fresh } from '../__fixtures__/clusters';
import { rollout } from '../__fixtures__/rollouts';
import { demoSyncs } from '../__fixtures__/syncs';
import { english } from '../__testUtils__/words';
import type { CsvColumn } from './csv';
import { meshColumns, rolloutColumns, syncColumns } from './csvColumns';

/** A row as it is taken along, by the labels of its columns. */
const takenAlong = <T>(columns: readonly CsvColumn<T>[], row: T) =>
  Object.fromEntries(columns.map(({ label, value }) => [label, value(row)]));

const mesh: ClusterMesh = {
  cluster: {
    ref: 'kartnord-fleet/europe-north1/gcp-prod',
    fleet: 'kartnord-fleet',
    location: 'europe-north1',
    name: 'gcp-prod',
    hosting: 'gcp',
    platform: 'gke',
    place: {},
  },
  management: 'managed',
  conditions: [],
  revisions: [],
  freshness: { hub: fresh() },
};

describe('columns that are taken along', () => {
  it('have the mTLS mode of a mesh, and of its namespaces', () => {
    const mtls: ClusterMesh['mtls'] = {
      mode: 'strict',
      source: 'mesh',
      namespaces: {
        strict: 3,
        permissive: 1,
        disabled: 0,
        unknown: 0,
        inherited: 2,
      },
    };
    expect(takenAlong(meshColumns(english), { ...mesh, mtls })).toMatchObject({
      mTLS: 'strict',
      'mTLS, set by': 'mesh',
      'mTLS, namespaces':
        'strict (3); permissive (1); disabled (0); unknown (0)',
    });
  });

  it('have nothing where the mTLS mode is not known', () => {
    const { mTLS, 'mTLS, namespaces': namespaces } = takenAlong(
      meshColumns(english),
      mesh,
    );
    expect([mTLS, namespaces]).toEqual([undefined, undefined]);
  });

  it('have who made a commit, and when, where its host tells', () => {
    const details = {
      author: 'Ingrid Aas',
      committedAt: '2026-11-27T07:00:00.000Z',
    };
    const [sync] = demoSyncs;
    expect(
      takenAlong(syncColumns(english), { ...sync, commitDetails: details }),
    ).toMatchObject({
      'Live commit, author': details.author,
      'Live commit, time': details.committedAt,
    });
    const [newest] = rollout().commits;
    expect(
      takenAlong(
        rolloutColumns(english),
        rollout({
          commits: [
            { ...newest, newest: false, details: { author: 'Bo' } },
            { ...newest, details },
          ],
        }),
      ),
    ).toMatchObject({
      'Newest commit, author': details.author,
      'Newest commit, time': details.committedAt,
    });
    expect(takenAlong(rolloutColumns(english), rollout())).toMatchObject({
      'Newest commit, author': undefined,
    });
  });
});
