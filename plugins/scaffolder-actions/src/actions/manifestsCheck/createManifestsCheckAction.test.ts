import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type {
  ClusterRef,
  DryRunReport,
  DryRunResult,
} from 'backstage-plugin-anthos-fleet-common';
import { CLOUD, HALL } from '../../__testUtils__/fleet';
import {
  ActionRun,
  CREDENTIALS,
  inputsOf,
} from '../../__testUtils__/runAction';
import { createManifestsCheckAction } from './createManifestsCheckAction';
import { examples } from './manifestsCheck.examples';

const SOUND = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: cadastre-main
data:
  a: '1'
`;
const VAGUE = `apiVersion: v1
kind: Service
metadata:
  name: tiles
  namespace: cadastre-main
spec:
  ports:
    - name: web
      port: 80
`;
const TWICE = `apiVersion: v1
kind: Namespace
metadata:
  name: cadastre-main
  labels:
    istio-injection: enabled
    istio.io/rev: asm-managed
`;

const accept = (manifests: readonly JsonObject[]): DryRunResult[] =>
  manifests.map((_, index) => ({ index, verdict: 'accepted' }));

describe('anthos-fleet:manifests:check', () => {
  const run = new ActionRun();
  let asked: { ref: string; manifests: JsonObject[]; credentials: unknown }[];
  let answer: (manifests: JsonObject[]) => Partial<DryRunReport>;

  beforeEach(() => {
    asked = [];
    answer = manifests => ({ results: accept(manifests) });
  });

  const check = (
    input: JsonObject = {},
    context: Partial<ActionContext<any, any>> = {},
  ) =>
    run.run(
      createManifestsCheckAction({
        fleet: {
          async dryRun(
            { project, location, name }: ClusterRef,
            manifests,
            { credentials },
          ) {
            const ref = `${project}/${location}/${name}`;
            asked.push({ ref, manifests, credentials });
            return {
              ref,
              outcome: 'ok',
              results: [],
              enforcedConstraints: [],
              ...answer(manifests),
            };
          },
        },
      }),
      input,
      context,
    );

  it('has nothing to say about sound files', async () => {
    run.workspace.setContent({ 'a.yaml': SOUND, 'notes.md': 'no: [yaml' });
    const { output, log } = await check();
    expect(output).toEqual({ findings: [], errors: 0, warnings: 0 });
    expect(log).toEqual([
      'info: The manifests are checked: 1 files, 0 errors, 0 warnings',
    ]);
    expect(asked).toEqual([]);
  });

  it('tells of warnings by file and line, and lets the task go on', async () => {
    run.workspace.setContent({ team: { 'b.yml': VAGUE }, 'c.yaml': TWICE });
    const { output, log } = await check({ path: 'team' });
    expect(output).toMatchObject({
      errors: 0,
      warnings: 1,
      findings: [
        {
          severity: 'warning',
          rule: 'mesh/port-protocol',
          file: 'b.yml',
          line: 8,
        },
      ],
    });
    expect(log[0]).toBe('info: b.yml');
    expect(log[1]).toMatch(
      /^warn: {3}line 8: warning mesh\/port-protocol \(Service tiles\): .+\n {4}Cause: .+\n {4}What to do: .+$/,
    );
  });

  it('fails at warnings where it is told to', async () => {
    run.workspace.setContent({ 'b.yml': VAGUE });
    await expect(check({ failOn: 'warning' })).rejects.toThrow(
      /1 files, 0 errors, 1 warnings\):\nb.yml:8: mesh\/port-protocol/,
    );
  });

  it('fails at errors, and tells what they are', async () => {
    run.workspace.setContent({ 'c.yaml': TWICE });
    const error = await check().catch(reason => reason);
    expect(error.name).toBe('InputError');
    expect(error.message).toContain('c.yaml:7: mesh/both-injection-labels');
  });

  it('gives at most 200 findings, and counts all', async () => {
    run.workspace.setContent({
      'many.yaml': Array.from({ length: 210 }, (_, index) =>
        VAGUE.replace('tiles', `tiles-${index}`),
      ).join('---\n'),
    });
    const { output } = await check();
    expect(output.findings).toHaveLength(200);
    expect(output.warnings).toBe(210);
  });

  describe('clusters', () => {
    const GLOBAL = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
rules: []
`;

    it('are given what they would get, with the rights of the user', async () => {
      run.workspace.setContent({
        'a.yaml': SOUND.replace('  namespace: cadastre-main\n', ''),
        'g.yaml': GLOBAL,
        'kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: all }\nresources: [a.yaml, g.yaml]\n',
        'catalog-info.yaml':
          'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: tiles }\n',
      });
      await check({ clusters: [HALL], namespace: 'cadastre-main' });
      expect(asked).toHaveLength(1);
      expect(asked[0]).toMatchObject({
        ref: HALL,
        credentials: CREDENTIALS,
        manifests: [
          {
            kind: 'ConfigMap',
            metadata: { name: 'settings', namespace: 'cadastre-main' },
          },
          { kind: 'ClusterRole', metadata: { name: 'reader' } },
        ],
      });
      expect(asked[0].manifests[1].metadata).toEqual({ name: 'reader' });
    });

    it('that refuse make it fail, with their words', async () => {
      run.workspace.setContent({
        'a.yaml': `${SOUND}---\n${SOUND.replace('settings', 'more')}`,
      });
      answer = () => ({
        results: [
          { index: 0, verdict: 'accepted' },
          {
            index: 1,
            verdict: 'refused',
            message: 'you must provide\u001b[31m labels: {"owner"}',
            constraint: 'K8sRequiredLabels/owner',
            remedy: 'Add the label owner',
          },
        ],
      });
      const error = await check({ clusters: [HALL] }).catch(reason => reason);
      expect(error.message).toContain(
        `a.yaml:9: cluster/refused: ${HALL} refuses it: you must provide labels: {"owner"} Add the label owner`,
      );
    });

    it('that cannot tell, or enforce a constraint, are only told of', async () => {
      run.workspace.setContent({ 'a.yaml': SOUND });
      answer = () => ({
        results: [
          {
            index: 0,
            verdict: 'unknown',
            message: 'the namespace is not there yet',
            warnings: ['v1 is old'],
          },
        ],
        enforcedConstraints: [
          { kind: 'K8sRequiredLabels', name: 'owner', indices: [0] },
        ],
      });
      const { output } = await check({ clusters: [HALL], failOn: 'warning' });
      expect(output).toMatchObject({
        errors: 0,
        warnings: 0,
        findings: [
          { severity: 'info', rule: 'cluster/warning', file: 'a.yaml' },
          {
            severity: 'info',
            rule: 'cluster/unknown',
            file: 'a.yaml',
            line: 1,
          },
          { severity: 'info', rule: 'cluster/constraint', file: 'a.yaml' },
        ],
      });
    });

    it.each<[string, () => Partial<DryRunReport>, string]>([
      [
        'answer nothing',
        () => ({
          outcome: 'unreachable',
          message: 'The agent is away',
          remedy: 'Look at the agent',
        }),
        'The agent is away',
      ],
      [
        'may not be asked',
        () => {
          throw new NotAllowedError('anthosFleet.cluster.dryRun is needed');
        },
        'anthosFleet.cluster.dryRun is needed',
      ],
      [
        'are gone',
        () => {
          throw new ServiceUnavailableError('later');
        },
        'later',
      ],
    ])('that %s are a warning, once each', async (_, how, words) => {
      run.workspace.setContent({
        'a.yaml': Array.from({ length: 201 }, (__, index) =>
          SOUND.replace('settings', `settings-${index}`),
        ).join('---\n'),
      });
      answer = how;
      const { output } = await check({ clusters: [HALL, CLOUD, HALL] });
      expect(output.errors).toBe(0);
      expect(output.findings).toEqual([
        expect.objectContaining({
          severity: 'warning',
          rule: 'cluster/not-asked',
          message: `${HALL} was not asked: ${words}`,
        }),
        expect.objectContaining({
          message: `${CLOUD} was not asked: ${words}`,
        }),
      ]);
      expect(asked).toHaveLength(2);
    });

    it('are asked about 200 objects at once', async () => {
      run.workspace.setContent({
        'a.yaml': Array.from({ length: 401 }, (_, index) =>
          SOUND.replace('settings', `settings-${index}`),
        ).join('---\n'),
      });
      await check({ clusters: [HALL] });
      expect(asked.map(({ manifests }) => manifests.length)).toEqual([
        200, 200, 1,
      ]);
    });

    it('are not asked in a dry run', async () => {
      run.workspace.setContent({ 'a.yaml': SOUND });
      const { log } = await check({ clusters: [HALL] }, { isDryRun: true });
      expect(asked).toEqual([]);
      expect(log[0]).toContain('clusters are not asked');
    });

    it('that are none are refused', async () => {
      run.workspace.setContent({ 'a.yaml': SOUND });
      await expect(check({ clusters: ['prod\u0007'] })).rejects.toThrow(
        'clusters: "prod\\u0007" is no cluster; give project/location/name',
      );
    });
  });

  describe('hostile input', () => {
    it.each(['..', '../..', '/etc', 'a/../../x'])(
      'path %s stays in the workspace',
      async path => {
        run.workspace.setContent({ 'a.yaml': SOUND });
        await expect(check({ path })).rejects.toThrow(
          /^path: ".+" leads out of the workspace/,
        );
      },
    );

    it.each(['gone', 'a.yaml', 'a\u0000b', 'x'.repeat(4096)])(
      'a path that is no folder is refused',
      async path => {
        run.workspace.setContent({ 'a.yaml': SOUND });
        const error = await check({ path }).catch(reason => reason);
        expect(error.name).toBe('InputError');
        expect(error.message).toMatch(/^path: ".+" is no folder/);
        expect(error.message).not.toContain('\u0000');
      },
    );

    it('links are not followed', async () => {
      run.workspace.setContent({ 'in/a.yaml': SOUND, 'out/b.yaml': TWICE });
      await symlink(
        join(run.workspace.path, 'out/b.yaml'),
        join(run.workspace.path, 'in/b.yaml'),
      );
      await symlink(
        join(run.workspace.path, 'out'),
        join(run.workspace.path, 'in/out'),
      );
      const { output } = await check({ path: 'in' });
      expect(output.findings).toEqual([]);
    });

    it('files that are too large are refused', async () => {
      run.workspace.setContent({ 'a.yaml': `# ${'x'.repeat(1024 * 1024)}` });
      await expect(check()).rejects.toThrow(/"a.yaml" is larger than 1024 KiB/);
    });

    it('too many files are refused', async () => {
      run.workspace.setContent(
        Object.fromEntries(
          Array.from({ length: 2001 }, (_, index) => [`${index}.yaml`, '']),
        ),
      );
      await expect(check()).rejects.toThrow(/it has 2001 manifests/);
    });

    it('control characters of files reach neither log nor output', async () => {
      run.workspace.setContent({
        'a\u001b[2J.yaml': VAGUE.replace('web', '"we\\u001b[31mb\\nX"'),
      });
      const { output, log } = await check();
      expect(JSON.stringify([output, log])).not.toMatch(/[^\\]\\u001b/);
      expect(output.warnings).not.toBe(0);
    });

    it('a folder without manifests is told of', async () => {
      run.workspace.setContent({ 'a.txt': '' });
      expect((await check()).log[0]).toMatch(/^warn: The folder has no/);
    });

    it('a name of a namespace that is none is refused', async () => {
      run.workspace.setContent({ 'a.yaml': SOUND });
      await expect(check({ namespace: '../x' })).rejects.toThrow(/^namespace:/);
    });
  });

  it.each(examples)('$description: works', async ({ example }) => {
    run.workspace.setContent({ 'cadastre-main': { 'a.yaml': SOUND } });
    for (const { action, input } of inputsOf(example)) {
      expect(action).toBe('anthos-fleet:manifests:check');
      expect((await check(input)).output.errors).toBe(0);
    }
  });
});
