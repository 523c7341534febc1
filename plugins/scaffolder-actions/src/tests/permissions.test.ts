import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  createScaffolderActionConditionalDecision,
  createScaffolderTemplateConditionalDecision,
  scaffolderActionConditions,
  scaffolderTemplateConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  actionExecutePermission,
  taskCreatePermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  anthosFleetClusterDryRunPermission,
  anthosFleetClusterReadPermission,
} from 'backstage-plugin-anthos-fleet-common';
import {
  anthosFleetClusterConditions,
  createAnthosFleetClusterConditionalDecision,
} from 'backstage-plugin-anthos-fleet-node';
import { parse } from 'yaml';
import { ENTITIES } from '../__testUtils__/fleet';
import { LiveFleet, ONE, TWO } from '../__testUtils__/LiveFleet';
import { MARKED } from '../__testUtils__/markedTemplate';
import { decidedBy } from '../__testUtils__/permissions';
import { scaffolderModuleAnthosFleet } from '../module';

jest.setTimeout(180_000);

const REPOSITORY = 'acme/platform';
const PLATFORM = 'user:default/kari';
const OTHER = 'user:default/ola';
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

const ACTIONS = [
  'anthos-fleet:clusters:select',
  'anthos-fleet:namespace:create',
  'anthos-fleet:manifests:check',
  'anthos-fleet:config-repo:publish',
];

/** The template as it is, which only waits with less patience. */
const TEMPLATE: Entity = parse(
  readFileSync(
    resolve(__dirname, '../../../../templates/namespace/template.yaml'),
    'utf8',
  ).replace(/( +)kind: RootSync\n/, '$&$1pollSeconds: 1\n'),
);

describe('templates under a permission policy', () => {
  let live: LiveFleet;
  let refused: Record<string, PolicyDecision> = {};
  let names = 0;
  const { json } = Response.prototype;

  beforeAll(async () => {
    // Templates take plain objects only, and those of fetch are of another realm than the tests.
    Response.prototype.json = async function parsed() {
      return JSON.parse(await this.text());
    };
    live = await LiveFleet.start({
      features: [
        scaffolderPlugin,
        scaffolderModuleAnthosFleet,
        ...decidedBy(
          {
            handle: async ({ permission }, user) =>
              user?.info.ownershipEntityRefs.includes('group:default/platform')
                ? { result: AuthorizeResult.ALLOW }
                : refused[permission.name] ?? { result: AuthorizeResult.ALLOW },
          },
          { [PLATFORM]: ['group:default/platform'] },
        ),
      ],
      entities: [TEMPLATE, MARKED, ...ENTITIES],
      config: ({ repositories }) => ({
        permission: { enabled: true },
        scaffolder: {
          defaultEnvironment: {
            parameters: {
              platformRepository: repositories.cloneUrl(REPOSITORY),
              platformBranch: 'main',
              platformPath: '{cluster}/{namespace}',
              servicesRepository: 'https://github.com/acme/services.git',
              servicesBranch: 'main',
              servicesAuth: 'none',
            },
          },
        },
      }),
    });
  });
  afterAll(async () => {
    Response.prototype.json = json;
    await live.stop();
  });
  beforeEach(() => {
    refused = {};
  });

  const ask = (person: string, path: string, body?: object) =>
    fetch(`${live.url}/api/scaffolder/v2${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        Authorization: mockCredentials.user.header(person),
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });

  const start = (person: string, values: object = {}, name = 'namespace') =>
    ask(person, '/tasks', {
      templateRef: `template:default/${name}`,
      values: {
        name: `cadastre-p${++names}`,
        owner: 'group:default/team-property',
        clusters: [ONE],
        directory: '{namespace}',
        ...values,
      },
    });

  /** Runs a template to its end; what it committed, and what it said. */
  async function run(...args: Parameters<typeof start>) {
    const head = () => live.emulator.repositories.head(REPOSITORY);
    const before = await head();
    const started = await start(...args);
    expect(started.status).toBe(201);
    const { id } = await started.json();
    let task = { status: 'open' };
    while (['open', 'processing'].includes(task.status)) {
      await new Promise(tick => setTimeout(tick, 200));
      await live.sweep();
      task = await (await ask(args[0], `/tasks/${id}`)).json();
    }
    const events: { body: { message: string; error?: { message: string } } }[] =
      await (await ask(args[0], `/tasks/${id}/events`)).json();
    return {
      status: task.status,
      error: events.find(({ body }) => body.error)?.body.error,
      log: events.map(({ body }) => body.message).join('\n'),
      committed: (await head()) !== before,
    };
  }

  const butNot = ([first, ...rest]: string[]) => {
    const { hasActionId } = scaffolderActionConditions;
    return createScaffolderActionConditionalDecision(actionExecutePermission, {
      not: {
        anyOf: [
          hasActionId({ actionId: first }),
          ...rest.map(actionId => hasActionId({ actionId })),
        ],
      },
    });
  };

  it.each([PLATFORM, OTHER])(
    'runs to its end for %s, whom nothing is refused',
    async person => {
      expect(await run(person)).toMatchObject({
        status: 'completed',
        error: undefined,
        committed: true,
      });
    },
  );

  it.each(ACTIONS)(
    'ends where %s is refused, and writes nothing to Git',
    async actionId => {
      refused = { [actionExecutePermission.name]: butNot([actionId]) };
      expect(await run(OTHER)).toMatchObject({
        status: 'failed',
        error: {
          name: 'NotAllowedError',
          message: `Unauthorized action: ${actionId}. The action is not allowed.`,
        },
        committed: false,
      });
    },
  );

  it('runs to its end for the platform, where everybody else may take none of its actions', async () => {
    refused = { [actionExecutePermission.name]: butNot(ACTIONS) };
    const other = await run(OTHER);
    expect(other).toMatchObject({ status: 'failed', committed: false });
    expect(other.error?.message).toContain(ACTIONS[0]);
    expect(await run(PLATFORM)).toMatchObject({
      status: 'completed',
      committed: true,
    });
  });

  it('starts nothing for whoever may not start templates', async () => {
    refused = { [taskCreatePermission.name]: DENY };
    const answer = await start(OTHER);
    expect(answer.status).toBe(403);
    expect((await answer.json()).error.name).toBe('NotAllowedError');
    expect((await run(PLATFORM)).committed).toBe(true);
  });

  it('tells who may not ask a cluster which permission that takes, and checks the files all the same', async () => {
    refused = { [anthosFleetClusterDryRunPermission.name]: DENY };
    const { status, log, committed } = await run(OTHER);
    expect(log).toMatch(
      /cluster\/not-asked: acme-fleet\/europe-north1\/one was not asked: .*'anthosFleet\.cluster\.dryRun'/,
    );
    expect(log).toContain(
      'What to do: Ask whoever writes the permission policy',
    );
    expect({ status, committed }).toEqual({
      status: 'completed',
      committed: true,
    });
    expect((await run(PLATFORM)).log).not.toContain('not-asked');
  });

  it('does not choose clusters that somebody may not see', async () => {
    refused = {
      [anthosFleetClusterReadPermission.name]:
        createAnthosFleetClusterConditionalDecision(
          anthosFleetClusterReadPermission,
          anthosFleetClusterConditions.hasName({ names: [TWO] }),
        ),
    };
    const { status, error, committed } = await run(OTHER);
    expect({ status, committed }).toEqual({
      status: 'failed',
      committed: false,
    });
    expect(error?.message).toContain('one');
    const { log } = await run(OTHER, {}, 'marked');
    expect(log).toContain(`1 cluster is chosen: ${TWO}`);
    expect(log).not.toContain(ONE);
    expect((await run(PLATFORM, {}, 'marked')).log).toContain(
      '2 clusters are chosen',
    );
  });

  it('hides questions and steps by their tags, and takes no hidden step', async () => {
    const untagged = (permission: typeof templateStepReadPermission) =>
      createScaffolderTemplateConditionalDecision(permission, {
        not: scaffolderTemplateConditions.hasTag({ tag: 'platform' }),
      });
    refused = {
      [templateStepReadPermission.name]: untagged(templateStepReadPermission),
      [templateParameterReadPermission.name]: untagged(
        templateParameterReadPermission,
      ),
    };
    const titles = async (person: string) => {
      const path = '/templates/default/template/marked/parameter-schema';
      const { steps } = await (await ask(person, path)).json();
      return steps.map(({ title }: { title: string }) => title);
    };
    expect(await titles(OTHER)).toEqual(['Everybody']);
    expect(await titles(PLATFORM)).toEqual(['Everybody', 'Platform only']);
    const hidden = await run(OTHER, {}, 'marked');
    expect(hidden).toMatchObject({ status: 'completed', committed: false });
    expect(hidden.log).not.toContain('Commit');
    expect((await run(PLATFORM, {}, 'marked')).log).toContain('Commit');
  });
});
