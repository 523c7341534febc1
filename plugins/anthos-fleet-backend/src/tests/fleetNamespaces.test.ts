import {
  PROVISIONING_TOKEN,
  startFleetEmulator,
  type FaultInput,
  type FleetEmulator,
} from 'fleet-emulator';
import type { Knex } from 'knex';
import type {
  FleetNamespaceStatus,
  FleetNamespaceStep,
} from 'backstage-plugin-anthos-fleet-common';
import {
  startFleetBackend,
  type TestFleetBackend,
} from '../__testUtils__/backend';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET } from '../__testUtils__/readings';

jest.setTimeout(120_000);

const HALL = `${FLEET}/europe-north1/hall`;
const CLOUD = `${FLEET}/europe-west1/cloud`;
const OWNER = 'group:default/team-maps';

describe('namespaces of the emulated fleet', () => {
  const databases = createTestDatabases();
  let emulator: FleetEmulator;
  let backend: TestFleetBackend;
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    emulator = await startFleetEmulator({
      fleet: {
        project: { id: FLEET, number: '123456789012' },
        scopes: [
          { name: 'platform', namespaces: [{ name: 'shared' }], clusters: [] },
        ],
        clusters: [
          {
            name: 'hall',
            location: 'europe-north1',
            platform: 'vmware',
            lastSeen: '1 minute ago',
          },
          { name: 'cloud', location: 'europe-west1', platform: 'gke' },
        ],
      },
      operationDuration: 300,
    });
    backend = await startFleetBackend({
      hubUrl: emulator.url,
      knex,
      callDeadlineMs: 1_000,
      provisioning: {
        enabled: true,
        auth: { accessToken: PROVISIONING_TOKEN },
      },
    });
    await backend.sweep();
    emulator.requests.clear();
  });

  afterEach(async () => {
    await backend.stop();
    await emulator.close();
    await knex.destroy();
  });

  const put = (
    body: object = {},
    { scope = 'maps', namespace = 'maps-main' } = {},
  ) =>
    backend.put(`/fleet-namespaces/${FLEET}/${scope}/${namespace}`, {
      clusters: [HALL, CLOUD],
      owner: OWNER,
      group: 'maps@kartnord.example',
      labels: { team: 'maps' },
      ...body,
    });
  const ask = async (body: object = {}): Promise<FleetNamespaceStatus> => {
    const answer = await put(body);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };
  const untilDone = async (body: object = {}) => {
    for (let asked = 0; asked < 20; asked++) {
      const status = await ask(body);
      if (status.done) {
        return status;
      }
    }
    throw new Error('It was not done after 20 requests');
  };
  const states = ({ steps }: FleetNamespaceStatus) =>
    Object.fromEntries(
      steps.map(({ kind, name, state }) => [`${kind} ${name}`, state]),
    );
  const writes = () =>
    emulator.requests
      .list()
      .filter(({ method }) => /create|patch|update/i.test(String(method)));

  it('makes what is missing, and nothing the second time', async () => {
    const status = await untilDone();
    expect(status.changed).toBe(true);
    expect(states(status)).toEqual({
      'scope maps': expect.stringMatching(/created|unchanged/),
      'namespace maps-main': expect.stringMatching(/created|unchanged/),
      [`cluster ${HALL}`]: expect.stringMatching(/created|unchanged/),
      [`cluster ${CLOUD}`]: expect.stringMatching(/created|unchanged/),
      'role maps@kartnord.example edit':
        expect.stringMatching(/created|unchanged/),
    });
    const made = writes().length;
    const again = await ask();
    expect(again).toMatchObject({ done: true, changed: false });
    expect(new Set(Object.values(states(again)))).toEqual(
      new Set(['unchanged']),
    );
    expect(writes()).toHaveLength(made);
  });

  it('changes labels and the role of a group, and keeps what others wrote', async () => {
    await untilDone();
    const status = await untilDone({ role: 'view', labels: { tier: 'a' } });
    expect(states(status)).toMatchObject({
      'namespace maps-main': expect.stringMatching(/updated|unchanged/),
      'role maps@kartnord.example view':
        expect.stringMatching(/updated|unchanged/),
    });
    const back = await untilDone({
      labels: { team: 'maps', tier: 'a' },
      role: 'view',
    });
    expect(back.changed).toBe(false);
  });

  it('refuses what is somebody else’s, by name, and writes nothing', async () => {
    await untilDone();
    const made = writes().length;
    const other = { owner: 'group:default/team-basemap' };
    const taken = await put(other);
    expect(taken.status).toBe(409);
    expect(taken.body.error.message).toContain(`belongs to ${OWNER}`);
    const unmarked = await put({}, { scope: 'platform' });
    expect(unmarked.status).toBe(409);
    expect(unmarked.body.error.message).toContain(
      '--update-labels=backstage-owner=group_default_team-maps',
    );
    expect(writes()).toHaveLength(made);

    const elsewhere = await put({}, { namespace: 'shared' });
    expect(elsewhere.status).toBe(409);
    expect(elsewhere.body.error.message).toContain(
      'is in the scope platform already',
    );
  });

  it.each<[what: string, body: object, text: string]>([
    ['another fleet', { clusters: ['other/l/a'] }, 'No cluster'],
    ['no owner', { owner: 'component:default/x' }, 'owner is'],
    ['no address', { group: 'a b@c' }, 'group is'],
    ['a long label', { labels: { a: 'x'.repeat(64) } }, 'labels'],
    ['a label key', { labels: { 'a b': 'x' } }, 'labels has the key'],
  ])('refuses %s, naming the field', async (_, body, text) => {
    const { status, body: answer } = await put(body);
    expect([400, 404]).toContain(status);
    expect(answer.error.message).toContain(text);
    expect(writes()).toEqual([]);
  });

  it.each(['kube-x', 'default', 'Maps', 'm%0Aaps'])(
    'refuses the namespace %s',
    async namespace => {
      expect((await put({}, { namespace })).status).toBe(400);
      expect(writes()).toEqual([]);
    },
  );

  describe('when Google does not', () => {
    const outcomes: [
      what: string,
      FaultInput,
      FleetNamespaceStep['state'],
      text: RegExp,
    ][] = [
      ['answer', { kind: 'hang' }, 'waiting', /did not answer within 1 s/],
      [
        'know the token',
        { kind: 'status', status: 401 },
        'failed',
        /credentials/,
      ],
      [
        'allow it',
        { kind: 'status', status: 403 },
        'failed',
        /Grant roles\/gkehub\.editor on project acme-fleet/,
      ],
      [
        'have the API enabled',
        { kind: 'status', status: 403, reason: 'SERVICE_DISABLED' },
        'failed',
        /gcloud services enable gkehub/,
      ],
      [
        'have quota',
        { kind: 'status', status: 429 },
        'waiting',
        /fewer requests/,
      ],
      ['work', { kind: 'status', status: 503 }, 'waiting', /HTTP 503/],
      [
        'stay on the line',
        { kind: 'reset' },
        'waiting',
        /closed the connection/,
      ],
      ['make sense', { kind: 'malformed' }, 'failed', /no JSON object/],
    ];

    it.each(outcomes)('%s, it says so', async (_, fault, state, text) => {
      emulator.faults.set({ method: 'scopes.*', ...fault });
      const status = await ask();
      expect(status.done).toBe(false);
      const [scope, ...others] = status.steps;
      expect(scope).toMatchObject({ kind: 'scope', state });
      expect(`${scope.message}; ${scope.remedy}`).toMatch(text);
      expect(new Set(others.map(step => step.state))).toEqual(
        new Set(['waiting']),
      );
    });

    it('remember that it was made already, it is found the next time', async () => {
      await untilDone();
      emulator.faults.set({
        method: 'scopes.namespaces.get',
        kind: 'status',
        status: 409,
        times: 1,
      });
      expect(states(await ask())['namespace maps-main']).toBe('waiting');
      expect(await ask()).toMatchObject({ done: true, changed: false });
    });

    it('allow one step, the others are done and it goes on later', async () => {
      emulator.faults.set({
        method: 'memberships.bindings.create',
        location: 'europe-north1',
        kind: 'status',
        status: 403,
      });
      let status = await ask();
      for (
        let asked = 0;
        asked < 10 && states(status)['namespace maps-main'] !== 'unchanged';
        asked++
      ) {
        status = await ask();
      }
      expect(states(status)).toMatchObject({
        [`cluster ${HALL}`]: 'failed',
        [`cluster ${CLOUD}`]: expect.stringMatching(/created|unchanged/),
      });
      emulator.faults.clear();
      expect((await untilDone()).done).toBe(true);
    });
  });
});
