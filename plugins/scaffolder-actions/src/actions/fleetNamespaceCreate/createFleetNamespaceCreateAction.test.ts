import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  FleetNamespaceRequest,
  FleetNamespaceStatus,
} from 'backstage-plugin-anthos-fleet-common';
import { CLOUD, HALL, onCluster } from '../../__testUtils__/fleet';
import { ActionRun, inputsOf } from '../../__testUtils__/runAction';
import { createFleetNamespaceCreateAction } from './createFleetNamespaceCreateAction';
import { examples } from './fleetNamespaceCreate.examples';

const INPUT = {
  scope: 'property',
  namespace: 'cadastre-preview',
  clusters: [HALL, CLOUD],
};

type Step = FleetNamespaceStatus['steps'][number];

const status = (
  states: Step['state'][],
  more: Partial<FleetNamespaceStatus> & { remedy?: string } = {},
): FleetNamespaceStatus => ({
  done: false,
  changed: false,
  steps: states.map((state, index) => ({
    kind: (['scope', 'namespace', 'cluster'] as const)[index],
    name: ['property', 'cadastre-preview', HALL][index],
    state,
    ...(more.remedy && { message: 'No right', remedy: more.remedy }),
  })),
  ...more,
});

describe('anthos-fleet:fleet-namespace:create', () => {
  const run = new ActionRun();
  let answers: (FleetNamespaceStatus | Error)[];
  let asked: { path: object; body: FleetNamespaceRequest }[];

  beforeEach(() => {
    asked = [];
    run.fleet.namespaces.clear();
    answers = [
      status(['running', 'waiting', 'waiting'], { changed: true }),
      status(['unchanged', 'running', 'running'], { changed: true }),
      status(['unchanged', 'created', 'created'], { done: true }),
    ];
  });

  const create = (input: JsonObject = {}, context: object = {}) =>
    run.run(
      createFleetNamespaceCreateAction({
        pollMs: 1,
        fleet: {
          getNamespace: (name, options) =>
            run.fleet.getNamespace(name, options),
          async ensureFleetNamespace(path, body) {
            asked.push({ path, body });
            const answer = answers.length > 1 ? answers.shift() : answers[0];
            if (!answer || answer instanceof Error) {
              throw answer;
            }
            return answer;
          },
        },
      }),
      { ...INPUT, ...input },
      context,
    );

  it('asks until all is there, and tells each step once for each state', async () => {
    const { output, log } = await create({ role: 'view', group: 'a@b.no' });
    expect(output).toMatchObject({ done: true, changed: true });
    expect(asked).toHaveLength(3);
    expect(asked[0]).toMatchObject({
      path: {
        project: 'acme-fleet',
        scope: 'property',
        namespace: 'cadastre-preview',
      },
      body: { clusters: [CLOUD, HALL], role: 'view', group: 'a@b.no' },
    });
    expect(log.filter(line => line.includes('The scope'))).toEqual([
      'info: The scope property is being made',
      'info: The scope property is there already',
    ]);
  });

  it('says that nothing changes when all was there', async () => {
    answers = [status(['unchanged', 'unchanged', 'unchanged'], { done: true })];
    const { output, log } = await create();
    expect(output.changed).toBe(false);
    expect(log.at(-1)).toBe('info: Nothing changes: everything was there');
  });

  it('ends with what Google refuses, and what to do', async () => {
    answers = [
      status(['failed'], { remedy: 'Grant roles/gkehub.editor on acme-fleet' }),
    ];
    await expect(create()).rejects.toThrow(
      'The scope property failed: No right; Grant roles/gkehub.editor on acme-fleet',
    );
  });

  it('ends in time, with what is missing', async () => {
    answers = [status(['unchanged', 'running'])];
    await expect(create({ timeout: 1 })).rejects.toThrow(
      'The namespace cadastre-preview is being made',
    );
  });

  it('passes on whose it is', async () => {
    answers = [new ConflictError('The scope property belongs to x')];
    await expect(create()).rejects.toThrow('belongs to x');
  });

  it('does not begin again what a task had done before it was stopped', async () => {
    const { output } = await create(
      {},
      {
        checkpoint: async () => ({
          changed: true,
          steps: [{ kind: 'scope', name: 'property', state: 'created' }],
        }),
      },
    );
    expect(output.done).toBe(true);
    expect(asked).toEqual([]);
  });

  it('touches nothing in a dry run, and says what it would do', async () => {
    run.fleet.namespaces.set('cadastre-preview', {
      clusters: [onCluster(HALL, 'cadastre-preview', 'group:default/x')],
    });
    const { log } = await create({ group: 'a@b.no' }, { isDryRun: true });
    expect(log).toEqual([
      `info: The scope property of acme-fleet would have the namespace cadastre-preview and the clusters ${CLOUD}, ${HALL}, and a@b.no would get the role edit`,
      `info: cadastre-preview is on ${HALL} already and belongs to group:default/x`,
    ]);
    expect(asked).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['YAML in a name', { namespace: 'a\nkind: Secret' }, 'namespace: '],
    ['a look-alike', { scope: 'pr\u043eperty' }, 'scope: "pr\\u043eperty"'],
    ['300 characters', { scope: 'a'.repeat(300) }, 'scope: '],
    ['a path', { clusters: ['../../x'] }, 'clusters: "../../x" is no cluster'],
    [
      'another fleet',
      { clusters: [HALL, 'other/global/a'] },
      'clusters: other/global/a is not in the fleet',
    ],
    ['no entity', { owner: 'x y' }, 'owner: '],
    ['no time', { timeout: { minutes: 0 } }, 'timeout: 0 s'],
  ])('refuses %s before anything is asked', async (_, input, message) => {
    await expect(create(input)).rejects.toThrow(message);
    expect(asked).toEqual([]);
  });

  it.each(examples.map(({ description, example }) => [description, example]))(
    'has an example that runs: %s',
    async (_, example) => {
      const [{ action, input }] = inputsOf(example);
      expect(action).toBe('anthos-fleet:fleet-namespace:create');
      expect((await create(input)).output.done).toBe(true);
    },
  );
});
