import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import {
  BARE,
  CLOUD,
  HALL,
  NAMESAKE,
  onCluster,
} from '../../__testUtils__/fleet';
import { expectGolden, readTree } from '../../__testUtils__/golden';
import {
  ActionRun,
  CREDENTIALS,
  inputsOf,
} from '../../__testUtils__/runAction';
import { createNamespaceCreateAction } from './createNamespaceCreateAction';
import { examples } from './namespaceCreate.examples';

jest.setTimeout(60_000);

const INPUT = {
  name: 'cadastre-main',
  owner: 'group:default/team-property',
  clusters: [HALL, CLOUD],
  source: { repoUrl: 'https://git.example.com/acme/services.git' },
};

const golden = (name: string) => join(__dirname, '__fixtures__/golden', name);

describe('anthos-fleet:namespace:create', () => {
  const run = new ActionRun();
  const create = (
    input: JsonObject = {},
    {
      selfService = {},
      ...context
    }: { selfService?: JsonObject; isDryRun?: boolean } = {},
  ) =>
    run.run(
      createNamespaceCreateAction(run.options(selfService)),
      { ...INPUT, ...input },
      context,
    );
  const written = () => readTree(run.workspace.path);

  beforeEach(() => {
    run.workspace.clear();
    run.fleet.namespaces.clear();
    run.fleet.asked.length = 0;
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['unstructured', {}, {}],
    [
      'hierarchical',
      { layout: { kind: 'hierarchical', repoObject: true } },
      {},
    ],
    ['kustomize', { layout: { kind: 'kustomize' } }, {}],
    [
      'kustomize-by-hosting',
      { layout: { kind: 'kustomize', overlays: 'hosting' } },
      {},
    ],
    [
      'everything-else',
      {
        clusters: [HALL, BARE],
        group: 'cadastre@kartnord.example',
        role: 'edit',
        quota: { pods: 3, cpu: '500m', memory: '1Gi', memoryLimit: '1536Mi' },
        source: {
          repoUrl: 'https://git.example.com/acme/cadastre.git',
          branch: 'release/5',
          dir: 'deploy/{cluster}',
          auth: 'token',
          secret: 'git-token',
          syncName: 'cadastre',
        },
        layout: { path: 'fleet/{location}/{cluster}/{namespace}' },
      },
      {
        mesh: {
          injection: [
            { clusters: ['atkv3-prod'], label: 'istio.io/rev=canary' },
          ],
          sidecar: { cpu: '50m' },
        },
        namespaces: {
          reconcilerRole: 'team-reconciler',
          ownerLabel: 'acme.example/owner',
        },
      },
    ],
  ])('writes %s', async (name, input, selfService) => {
    await create(input, { selfService });
    await expectGolden(run.workspace.path, golden(name));
  });

  it('says what it made, and asks with the rights of the caller', async () => {
    const { output, log } = await create({ targetPath: './namespace/' });
    expect(output).toEqual({
      status: 'created',
      namespace: 'cadastre-main',
      files: expect.arrayContaining([
        'clusters/atkv3-prod/cadastre-main/namespace.yaml',
        'clusters/atgcp1-prod/cadastre-main/reposync.yaml',
      ]),
      syncs: [CLOUD, HALL].map(cluster => ({
        cluster,
        kind: 'RepoSync',
        namespace: 'cadastre-main',
        name: 'repo-sync',
      })),
    });
    expect(Object.keys(await written())).toEqual(
      [...(output.files as string[])].map(path => `namespace/${path}`).sort(),
    );
    expect(log).toEqual([
      'info: The namespace cadastre-main is new to the fleet; 12 files are written',
      `info: ${CLOUD}: pods get a sidecar by istio-injection=enabled`,
      `info: ${HALL}: pods get a sidecar by istio.io/rev=asm-1313-9`,
    ]);
    expect(new Set(run.fleet.asked)).toEqual(new Set([CREDENTIALS]));
  });

  it('changes nothing when it runs again', async () => {
    await create();
    const before = await written();
    run.fleet.namespaces.set('cadastre-main', {
      clusters: [onCluster(HALL, 'cadastre-main', INPUT.owner)],
      owners: [INPUT.owner],
    });
    const { output, log } = await create({ clusters: [CLOUD, HALL, CLOUD] });
    expect(output.status).toBe('unchanged');
    expect(log[0]).toContain('Nothing changes');
    expect(await written()).toEqual(before);
  });

  it('updates a namespace of the same owner', async () => {
    run.fleet.namespaces.set('cadastre-main', {
      clusters: [onCluster(HALL, 'cadastre-main', INPUT.owner)],
      owners: [INPUT.owner],
    });
    expect((await create()).output.status).toBe('updated');
  });

  it('shows in a dry run what it would write', async () => {
    const { log } = await create({}, { isDryRun: true });
    expect(log[0]).toContain('12 files would be written');
  });

  it('warns about clusters whose namespaces nobody knows', async () => {
    run.fleet.namespaces.set('cadastre-main', {
      unknownOn: ['acme-fleet/global/far'],
      totalUnknown: 12,
    });
    expect((await create()).log).toContainEqual(
      'warn: Whether cadastre-main is taken is not known on 12 clusters, whose namespaces could not be read: acme-fleet/global/far and others',
    );
  });

  it.each<[string, JsonObject, string]>([
    ['name', { name: 'x\nkind: Secret' }, 'name: The name has U+000A'],
    ['a reserved name', { name: 'kube-x' }, 'name: kube-* is kept'],
    ['a look-alike', { name: 'c\u0430dastre' }, 'name: The name has U+0430'],
    ['300 characters', { name: 'a'.repeat(300) }, 'name: The name has 300'],
    [
      'a long sync',
      { source: { ...INPUT.source, syncName: 'a'.repeat(40) } },
      'name: The name has 13',
    ],
    [
      'the owner',
      { owner: 'user:default/kari' },
      'owner: user:default/kari is no group',
    ],
    [
      'no owner',
      { owner: 'group:default/nobody' },
      'owner: group:default/nobody is not in the catalog',
    ],
    ['64 characters', { owner: `group:default/${'a'.repeat(64)}` }, 'owner: '],
    [
      'no address',
      { owner: 'team-silent' },
      'group: group:default/team-silent has no e-mail',
    ],
    ['the group', { group: 'x@y: {}' }, 'group: "x@y: {}"'],
    [
      'the role',
      { role: 'cluster-admin' },
      'role: "cluster-admin" is not given',
    ],
    ['no cluster', { clusters: [] }, 'clusters: 0 are chosen'],
    ['a cluster', { clusters: ['../../x'] }, 'clusters: "../../x"'],
    [
      'a missing cluster',
      { clusters: ['acme-fleet/global/gone'] },
      'clusters: acme-fleet/global/gone is not in the fleet',
    ],
    [
      'credentials',
      { source: { repoUrl: 'https://me:secret@git.example.com/a.git' } },
      'source.repoUrl: the address has a user or a password',
    ],
    [
      'another scheme',
      { source: { repoUrl: 'file:///etc/passwd' } },
      'source.repoUrl: give an address',
    ],
    [
      'lines',
      { source: { repoUrl: 'https://git.example.com/a\n.git' } },
      'source.repoUrl: give an address',
    ],
    [
      'SSH',
      { source: { repoUrl: 'git@git.example.com:a/b.git' } },
      'source.repoUrl: an address of SSH takes auth ssh',
    ],
    [
      'a token in the clear',
      {
        source: {
          repoUrl: 'http://git.example.com/a.git',
          auth: 'token',
          secret: 'x',
        },
      },
      'source.repoUrl: auth token would',
    ],
    [
      'a missing secret',
      { source: { ...INPUT.source, auth: 'token' } },
      'source.secret: auth token takes',
    ],
    [
      'a needless secret',
      { source: { ...INPUT.source, secret: 'x' } },
      'source.secret: auth none takes no',
    ],
    [
      'the branch',
      { source: { ...INPUT.source, branch: 'a b' } },
      'source.branch: ',
    ],
    [
      'the folder',
      { source: { ...INPUT.source, dir: '../other' } },
      'source.dir: ',
    ],
    [
      'a placeholder',
      { source: { ...INPUT.source, dir: '{secret}' } },
      'source.dir: "{secret}" stands for nothing',
    ],
    ['the layout', { layout: { path: '../../etc' } }, 'layout.path: '],
    ['the target', { targetPath: '../../etc' }, 'targetPath: '],
    ['a shared folder', { layout: { path: 'all/{namespace}' } }, 'layout: '],
    [
      'overlays of hosting',
      {
        clusters: [HALL, BARE],
        layout: { kind: 'kustomize', overlays: 'hosting' },
      },
      'set layout.overlays to cluster',
    ],
    [
      'namesakes',
      { clusters: [CLOUD, NAMESAKE], layout: { kind: 'hierarchical' } },
      'several of the clusters are called atgcp1-prod',
    ],
    ['the quota', { quota: { cpu: 'many' } }, 'quota.cpu: "many"'],
    [
      'overlays without kustomize',
      { layout: { overlays: 'hosting' } },
      'layout.overlays: ',
    ],
  ])('refuses %s before anything is written', async (_, input, message) => {
    await expect(create(input)).rejects.toThrow(message);
    expect(await written()).toEqual({});
  });

  it('repeats no password', async () => {
    const repoUrl = 'https://me:hunter2@git.example.com/a.git';
    await expect(create({ source: { repoUrl } })).rejects.not.toThrow(
      'hunter2',
    );
  });

  it.each([
    [
      'somebody else',
      { owners: ['group:default/team-basemap', INPUT.owner] },
      'name: the namespace cadastre-main belongs to group:default/team-basemap; choose another name',
    ],
    [
      'nobody',
      { clusters: [onCluster(HALL, 'cadastre-main')] },
      `exists on ${HALL}, and nobody is known to own it`,
    ],
  ])('leaves a namespace of %s alone', async (_, status, message) => {
    run.fleet.namespaces.set('cadastre-main', status);
    await expect(create()).rejects.toThrow(message);
    expect(await written()).toEqual({});
  });

  it.each([
    ['another owner', 'labels: { owner: team-basemap }', '"team-basemap"'],
    [
      'another owner of the same name',
      'labels: { owner: team-property }\n  annotations: { anthos-fleet/owner: group:other/team-property }',
      '"group:other/team-property"',
    ],
    ['no owner', 'labels: {}', 'nobody in particular'],
  ])('leaves a manifest of %s alone', async (_, labels, message) => {
    const path = 'clusters/atkv3-prod/cadastre-main/namespace.yaml';
    const text = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: cadastre-main\n  ${labels}\n`;
    run.workspace.setContent({ [path]: text });
    await expect(create()).rejects.toThrow(message);
    expect(await written()).toEqual({ [path]: text });
  });

  it.each(examples)('runs its example: $description', async ({ example }) => {
    for (const { action, input } of inputsOf(example)) {
      expect(action).toBe('anthos-fleet:namespace:create');
      const { output } = await run.run(
        createNamespaceCreateAction(run.options()),
        input,
      );
      expect(output.status).toBe('created');
    }
  });
});
