import {
  ScriptedServer,
  sendJson,
} from '../google/__testUtils__/ScriptedServer';
import { createHosts, LIVE, NEWEST } from './__testUtils__/hosts';
import { askHost, type Asked } from './askHost';

const NOW = new Date('2026-11-27T08:00:00.000Z');
const GITHUB = 'https://github.test/acme/maps';
const GITLAB = 'https://gitlab.test/below/acme/teams/maps';
const GITEA = 'https://gitea.test/gt/acme/maps';

describe('askHost', () => {
  let server: ScriptedServer;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());

  async function ask(
    page: string,
    values: { head?: string; deadlineMs?: number; maxBytes?: number } = {},
  ): Promise<Asked> {
    const { head, deadlineMs = 5_000, maxBytes = 50_000 } = values;
    return askHost(
      { page, commit: LIVE, head, syncs: 1 },
      {
        host: createHosts(server.url).find(page)!,
        deadlineMs,
        maxResponseBytes: maxBytes,
        now: () => NOW,
      },
    );
  }

  const person = (name: string, date: string) => ({ name, email: 'x', date });

  it.each<[string, string, string, string, object]>([
    [
      'GitHub',
      GITHUB,
      `/gh/repos/acme/maps/git/commits/${LIVE}`,
      'Bearer gh-token',
      {
        sha: LIVE,
        author: person('Ingrid Aas', '2026-01-01T00:00:00Z'),
        committer: person('GitHub', '2026-11-27T09:00:00+02:00'),
        message: 'Raise memory\n\nBecause it was short.',
      },
    ],
    [
      'GitLab',
      GITLAB,
      `/gl/projects/acme%2Fteams%2Fmaps/repository/commits/${LIVE}?stats=false`,
      'Bearer gl-token',
      {
        id: LIVE,
        title: 'Raise memory',
        message: 'Raise memory\n\nBecause it was short.',
        author_name: 'Ingrid Aas',
        committed_date: '2026-11-27T07:00:00.000+00:00',
      },
    ],
    [
      'Gitea',
      GITEA,
      `/gt/api/v1/repos/acme/maps/git/commits/${LIVE}?stat=false&verification=false&files=false`,
      'token gt-token',
      {
        sha: LIVE,
        commit: {
          author: person('Ingrid Aas', '2026-01-01T00:00:00Z'),
          committer: person('Gitea', '2026-11-27T07:00:00Z'),
          message: 'Raise memory\n',
        },
      },
    ],
  ])('reads a commit of %s', async (_, page, url, authorization, answer) => {
    server.answer(() => answer);
    expect(await ask(page)).toEqual({
      outcome: 'answered',
      answer: {
        details: {
          author: 'Ingrid Aas',
          committedAt: '2026-11-27T07:00:00.000Z',
          subject: 'Raise memory',
        },
      },
    });
    expect(server.requests.map(request => request.url)).toEqual([url]);
    expect(server.requests[0].headers.authorization).toBe(authorization);
  });

  it.each<[string, string, string, unknown, object]>([
    [
      'GitHub',
      GITHUB,
      `/gh/repos/acme/maps/compare/${LIVE}...${NEWEST}?per_page=1&page=2`,
      { status: 'diverged', ahead_by: 412, behind_by: 1, commits: [] },
      { commits: 412, atLeast: false },
    ],
    [
      'GitLab',
      GITLAB,
      `/gl/projects/acme%2Fteams%2Fmaps/repository/commits?ref_name=${LIVE}..${NEWEST}&per_page=100`,
      [{ id: NEWEST }, { id: 'b' }],
      { commits: 2, atLeast: false },
    ],
    [
      'GitLab, as far as one page goes',
      GITLAB,
      `/gl/projects/acme%2Fteams%2Fmaps/repository/commits?ref_name=${LIVE}..${NEWEST}&per_page=100`,
      Array.from({ length: 100 }, () => ({})),
      { commits: 100, atLeast: true },
    ],
    [
      'Gitea',
      GITEA,
      `/gt/api/v1/repos/acme/maps/compare/${LIVE}...${NEWEST}`,
      { total_commits: 4, commits: [{}, {}, {}, {}] },
      { commits: 4, atLeast: false },
    ],
  ])(
    'reads how far a commit of %s is behind',
    async (_, page, url, answer, distance) => {
      server.answer(() => answer);
      expect(await ask(page, { head: NEWEST })).toEqual({
        outcome: 'answered',
        answer: { distance },
      });
      expect(server.requests.map(request => request.url)).toEqual([url]);
    },
  );

  it('keeps hostile texts short, on one line and without secrets', async () => {
    server.answer(() => ({
      author: { name: `\u202eEve\u0000\n<b>${'x'.repeat(5_000)}` },
      committer: { date: '+275760-09-13T00:00:00Z' },
      message: `push with ghp_${'a'.repeat(36)} ${'y'.repeat(5_000)}`,
    }));
    const asked = await ask(GITHUB);
    expect(asked).toMatchObject({
      answer: {
        details: {
          author: 'Eve',
          // Two hundred characters with the sign that there was more.
          subject: expect.stringMatching(/^push with \[removed\] y{179}…$/),
        },
      },
    });
    expect(asked).not.toHaveProperty('answer.details.committedAt');
  });

  it.each<[string, unknown]>([
    ['nothing that is known', { author: 7, committer: [], message: null }],
    ['a list', []],
    ['a word', 'yes'],
  ])('takes %s for no answer', async (_, answer) => {
    server.answer(() => answer);
    expect(await ask(GITHUB)).toEqual({ outcome: 'unknown' });
  });

  it.each([-1, 1.5, '9'.repeat(30), null, {}])(
    'takes %p for no distance',
    async ahead => {
      server.answer(() => ({ ahead_by: ahead }));
      expect(await ask(GITHUB, { head: NEWEST })).toEqual({
        outcome: 'unknown',
      });
    },
  );

  it('takes no JSON for no answer', async () => {
    server.answer((_, response) => {
      response.end('<html>Sign in</html>');
    });
    expect(await ask(GITHUB)).toEqual({ outcome: 'unknown' });
  });

  it('reads no more than it may', async () => {
    server.answer(() => ({ message: 'z'.repeat(60_000) }));
    expect(await ask(GITHUB)).toEqual({ outcome: 'unknown' });
  });

  it('takes the credentials nowhere else', async () => {
    const other = await ScriptedServer.start(() => ({ message: 'mine now' }));
    try {
      server.answer((_, response) => {
        response.writeHead(301, { location: `${other.url}/elsewhere` }).end();
      });
      expect(await ask(GITHUB)).toEqual({ outcome: 'unknown' });
      expect(other.requests).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it.each<[string, number, object, string, number | undefined]>([
    ['says how long', 429, { 'retry-after': '120' }, '', 120_000],
    ['says nothing more', 429, {}, '', 60_000],
    [
      'says when its limit begins anew',
      403,
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(NOW.getTime() / 1000 + 900),
      },
      '',
      900_000,
    ],
    [
      'says so in words only',
      403,
      {},
      'You have exceeded a secondary rate limit',
      60_000,
    ],
    ['asks for a year', 429, { 'retry-after': '31536000' }, '', 3_600_000],
    ['does not take the credentials', 401, {}, '', undefined],
  ])(
    'leaves a host alone that %s',
    async (_, status, headers, message, pauseMs) => {
      server.answer((__, response) =>
        sendJson(response, status, { message }, headers as {}),
      );
      expect(await ask(GITHUB)).toEqual({
        outcome: 'refused',
        reason: expect.any(String),
        ...(pauseMs && { pauseMs }),
      });
    },
  );

  it('leaves the last tenth of a limit to others', async () => {
    server.answer((_, response) =>
      sendJson(
        response,
        200,
        { message: 'Raise memory' },
        {
          'ratelimit-limit': '600',
          'ratelimit-remaining': '60',
          'ratelimit-reset': String(NOW.getTime() / 1000 + 30),
        },
      ),
    );
    expect(await ask(GITLAB)).toMatchObject({
      outcome: 'answered',
      pauseMs: 30_000,
    });
  });

  it.each([
    [404, 'unknown'],
    [403, 'unknown'],
    [422, 'unknown'],
    [500, 'failed'],
    [503, 'failed'],
  ])('takes HTTP %d for %s', async (status, outcome) => {
    server.answer((_, response) =>
      sendJson(response, status, { message: 'Not Found' }),
    );
    expect(await ask(GITHUB)).toMatchObject({ outcome });
  });

  it('does not wait for a host that hangs', async () => {
    server.answer(() => undefined);
    expect(await ask(GITHUB, { deadlineMs: 100 })).toEqual({
      outcome: 'failed',
      reason: 'no answer within 0.1 s',
    });
  });

  it('asks nothing of what is no repository of the product', async () => {
    server.answer(() => ({}));
    for (const page of [
      'https://github.test/acme/teams/maps',
      'https://github.test/acme%2Fmaps/x',
      'https://gitlab.test/acme/maps',
      'https://gitea.test/acme/maps',
    ]) {
      expect(await ask(page)).toEqual({ outcome: 'unknown' });
    }
    expect(server.requests).toEqual([]);
  });
});

describe('GitHosts', () => {
  const hosts = createHosts('http://127.0.0.1:1');

  it('are those that the configuration names, and none that it does not', () => {
    const found = (page: string) => hosts.find(page)?.host;
    expect(found('https://github.test/a/b')).toBe('github.test');
    expect(found('https://github.com/a/b')).toBeUndefined();
    expect(found('https://169.254.169.254/a/b')).toBeUndefined();
    expect(found('https://github.test:8443/a/b')).toBeUndefined();
    expect(found('https://ftp.test/a/b')).toBeUndefined();
  });
});
