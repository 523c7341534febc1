import { mockServices } from '@backstage/backend-test-utils';
import {
  ScriptedServer,
  sendJson,
  type Handler,
} from '../google/__testUtils__/ScriptedServer';
import type {
  CommitAnswer,
  CommitQuestion,
  CommitStore,
  HostPause,
} from '../store';
import { createHosts } from './__testUtils__/hosts';
import { CommitSweep, type CommitSweepOptions } from './CommitSweep';

const GITHUB = 'https://github.test/acme/maps';
const GITEA = 'https://gitea.test/gt/acme/maps';

const commitOf = (at: number) => String(at % 10).repeat(40);
const questions = (page: string, count: number): CommitQuestion[] =>
  Array.from({ length: count }, (_, at) => ({
    page,
    commit: commitOf(at),
    syncs: 1,
  }));

/** As much of the store as a run needs, which the tests of the store show on real databases. */
class Memory
  implements
    Pick<
      CommitStore,
      'listUnknown' | 'record' | 'getPause' | 'setPause' | 'deleteOld'
    >
{
  readonly answers: [CommitQuestion, CommitAnswer][] = [];
  readonly pauses = new Map<string, HostPause>();

  constructor(private readonly unknown: CommitQuestion[]) {}

  listUnknown = async () => this.unknown;
  record = async (question: CommitQuestion, answer: CommitAnswer) => {
    this.answers.push([question, answer]);
  };
  getPause = async (host: string) => this.pauses.get(host);
  setPause = async (host: string, pause: HostPause | undefined) => {
    if (pause) {
      this.pauses.set(host, pause);
    } else {
      this.pauses.delete(host);
    }
  };
  deleteOld = jest.fn(async () => {});
}

describe('CommitSweep', () => {
  let server: ScriptedServer;
  let now = new Date('2026-11-27T08:00:00.000Z');

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  beforeEach(() => {
    now = new Date('2026-11-27T08:00:00.000Z');
  });
  afterAll(() => server.stop());

  function create(
    unknown: CommitQuestion[],
    handler: Handler,
    options: Partial<CommitSweepOptions> = {},
  ) {
    server.answer(handler);
    const memory = new Memory(unknown);
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const sweep = new CommitSweep({
      hosts: createHosts(server.url),
      store: memory as unknown as CommitStore,
      logger,
      frequencyMs: 60_000,
      requestsPerMinute: 60,
      now: () => now,
      ...options,
    });
    return { memory, sweep, logger };
  }
  const pauseOf = (seconds: number, failures: number) => ({
    failures,
    pausedUntil: new Date(now.getTime() + seconds * 1_000).toISOString(),
  });
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };
  const refusing: Handler = (_, response) =>
    sendJson(response, 429, {}, { 'retry-after': '600' });

  it('asks each host of what it has, and nobody about other hosts', async () => {
    const { memory, sweep } = create(
      [
        ...questions(GITHUB, 1),
        ...questions('https://169.254.169.254/latest/meta-data', 1),
      ],
      () => ({ message: 'Raise memory' }),
    );
    await sweep.run();
    expect(server.requests).toHaveLength(1);
    expect(memory.answers).toEqual([
      [questions(GITHUB, 1)[0], { details: { subject: 'Raise memory' } }],
    ]);
    expect(memory.deleteOld).toHaveBeenCalled();
  });

  it('sends no more requests than it may, and two at a time', async () => {
    let running = 0;
    let most = 0;
    const { sweep } = create(
      questions(GITHUB, 10),
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(resolve => setTimeout(resolve, 20));
        running -= 1;
        return { message: 'Raise memory' };
      },
      { frequencyMs: 20_000, requestsPerMinute: 15 },
    );
    await sweep.run();
    expect(server.requests).toHaveLength(5);
    expect(most).toBe(2);
  });

  it('leaves a host alone as long as it asks for, and no other host', async () => {
    const { memory, sweep, logger } = create(
      [...questions(GITHUB, 6), ...questions(GITEA, 2)],
      (request, response) =>
        request.url.startsWith('/gh')
          ? refusing(request, response)
          : { commit: { message: 'Raise memory' } },
    );
    await sweep.run();
    expect(memory.pauses).toEqual(new Map([['github.test', pauseOf(600, 1)]]));
    expect(memory.answers).toHaveLength(2);
    const asked = () =>
      server.requests.filter(({ url }) => url.startsWith('/gh')).length;
    expect(asked()).toBeLessThanOrEqual(2);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    const before = asked();
    later(599);
    await sweep.run();
    expect(asked()).toBe(before);
    later(2);
    await sweep.run();
    expect(asked()).toBeGreaterThan(before);
    expect(memory.pauses.get('github.test')!.failures).toBe(2);
    // Told when it began.
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('says when a host answers again', async () => {
    let handler: Handler = refusing;
    const { memory, sweep, logger } = create(
      questions(GITHUB, 1),
      (request, response) => handler(request, response),
    );
    await sweep.run();
    later(601);
    handler = () => ({ message: 'Raise memory' });
    await sweep.run();
    expect(memory.pauses.size).toBe(0);
    expect(logger.info).toHaveBeenCalledTimes(1);
  });

  it('waits longer each time that a host is down', async () => {
    const { memory, sweep } = create(questions(GITHUB, 9), (_, response) =>
      sendJson(response, 502, {}),
    );
    await sweep.run();
    expect(server.requests.length).toBeLessThanOrEqual(4);
    expect(memory.pauses.get('github.test')).toEqual(pauseOf(60, 1));
    later(61);
    await sweep.run();
    expect(memory.pauses.get('github.test')).toEqual(pauseOf(120, 2));
    for (let at = 0; at < 8; at += 1) {
      later(3_601);
      await sweep.run();
    }
    expect(memory.pauses.get('github.test')).toEqual(pauseOf(3_600, 10));
  });

  it('goes on when a host fails on one question only', async () => {
    const { memory, sweep } = create(
      questions(GITHUB, 8),
      (request, response) =>
        request.url.endsWith(commitOf(3))
          ? sendJson(response, 500, {})
          : { message: 'Raise memory' },
    );
    await sweep.run();
    expect(memory.answers).toHaveLength(8);
    expect(memory.answers.filter(([, answer]) => !answer)).toEqual([
      [questions(GITHUB, 8)[3], undefined],
    ]);
    expect(memory.pauses.size).toBe(0);
  });

  it('writes nothing after it lost its turn', async () => {
    const controller = new AbortController();
    const { memory, sweep } = create(questions(GITHUB, 5), () => {
      controller.abort();
      return undefined;
    });
    await sweep.run(controller.signal);
    expect(memory.answers).toEqual([]);
    expect(memory.pauses.size).toBe(0);
  });

  it('is a task that one replica runs at a time', async () => {
    const scheduler = mockServices.scheduler.mock();
    const { sweep } = create([], () => ({}), { frequencyMs: 3_600_000 });
    await sweep.schedule(scheduler);
    expect(scheduler.scheduleTask).toHaveBeenCalledWith(
      expect.objectContaining({
        id: 'anthos-fleet-commits',
        scope: 'global',
        frequency: { milliseconds: 60_000 },
      }),
    );
  });
});
