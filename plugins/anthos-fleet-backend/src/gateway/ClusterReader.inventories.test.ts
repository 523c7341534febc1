import type { ObservedPackageSync } from 'backstage-plugin-anthos-fleet-common';
import { ScriptedServer } from '../google/__testUtils__/ScriptedServer';
import {
  BASE,
  clusterOf,
  CONFIG_SYNC,
  failedStatus,
  failing,
  listOf,
  readerOf,
  REPO_SYNCS,
  requestOf,
  ROOT_SYNCS,
  status,
  sync,
  syncError,
  type ClusterScript,
} from './__testUtils__/cluster';
import { inventoriesToRead } from './parts/inventories';
import type { ClusterReader } from './types';

describe('inventories', () => {
  let server: ScriptedServer;
  let reader: ClusterReader;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());
  afterEach(() => reader.close());

  async function read(
    script: ClusterScript,
    request: Parameters<typeof requestOf>[0] = {},
  ) {
    server.answer(clusterOf(script));
    reader = readerOf(server.url);
    return (await reader.read(requestOf(request))).reading;
  }
  const paths = () => server.requests.map(({ url }) => url.replace(BASE, ''));

  const inventory = {
    kind: 'ResourceGroup',
    apiVersion: 'kpt.dev/v1alpha1',
    metadata: { generation: 1 },
    status: { observedGeneration: 1, resourceStatuses: [] },
  };
  const path = (namespace: string, name: string) =>
    `/apis/kpt.dev/v1alpha1/namespaces/${namespace}/resourcegroups/${name}`;

  it('are read of syncs that are not well, and of those that are asked for', async () => {
    const syncs = listOf('RepoSync', CONFIG_SYNC, [
      sync('RepoSync', 'a', 'well'),
      sync('RepoSync', 'b', 'looked-at'),
      sync('RepoSync', 'c', 'failing', {
        status: failedStatus([syncError('x')]),
      }),
      sync('RepoSync', 'd', 'quiet', {
        status: failedStatus([syncError('x')]),
        spec: { override: { statusMode: 'disabled' } },
      }),
      sync('RepoSync', 'e', 'gone', { status: {} }),
    ]);
    const notFound = failing(
      404,
      status(404, 'NotFound', 'resourcegroups.kpt.dev "gone" not found', {
        name: 'gone',
      }),
    );
    const { inventories } = await read(
      {
        [REPO_SYNCS]: syncs,
        [path('b', 'looked-at')]: inventory,
        [path('c', 'failing')]: inventory,
        [path('e', 'gone')]: notFound,
      },
      { inventories: ['RepoSync/b/looked-at', 'RepoSync/x/not-there'] },
    );
    expect(inventories).toMatchObject({ outcome: 'ok', truncated: true });
    const read_ = [...(inventories?.data ?? [])].map(
      ([key, { statusOff }]) => `${key} ${statusOff}`,
    );
    expect(read_.sort()).toEqual([
      'RepoSync/b/looked-at false',
      'RepoSync/c/failing false',
      'RepoSync/d/quiet true',
    ]);
    expect(paths()).not.toContain(path('a', 'well'));
    expect(paths()).not.toContain(path('d', 'quiet'));
  });

  it('are not asked for where all is well', async () => {
    const reading = await read({
      [ROOT_SYNCS]: listOf('RootSync', CONFIG_SYNC, [
        sync('RootSync', 'config-management-system', 'root-sync'),
      ]),
    });
    expect(reading).not.toHaveProperty('inventories');
  });

  it('that are nonsense cost themselves', async () => {
    const { inventories } = await read({
      [REPO_SYNCS]: listOf('RepoSync', CONFIG_SYNC, [
        sync('RepoSync', 'a', 'x', { status: {} }),
        sync('RepoSync', 'b', 'y', { status: {} }),
      ]),
      [path('a', 'x')]: { ...inventory, status: [] },
      [path('b', 'y')]: inventory,
    });
    expect([...(inventories?.data?.keys() ?? [])]).toEqual(['RepoSync/b/y']);
  });

  it('of very many syncs have their turn one sweep after the other', () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      kind: 'RepoSync',
      namespace: `ns-${index}`,
      name: 'r',
      state: index === 5 ? 'synced' : 'error',
    })) as ObservedPackageSync[];
    const first = (random: number) =>
      inventoriesToRead(many, ['RepoSync/ns-5/r'], () => random).map(
        ({ namespace }) => namespace,
      );
    expect(first(0).slice(0, 3)).toEqual(['ns-5', 'ns-0', 'ns-1']);
    expect(first(0.5).slice(0, 2)).toEqual(['ns-5', 'ns-60']);
    expect(new Set(first(0.9)).size).toBe(120);
  });
});
