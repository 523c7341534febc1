import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { fleetAnswers, pageAnswers, until } from './portal.mjs';

describe('a portal that answers', () => {
  const answers = new Map();
  const server = createServer((request, response) => {
    const { status = 200, body = '' } = answers.get(request.url) ?? {
      status: 404,
    };
    response.writeHead(status).end(body);
  });
  let url;
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => server.close());

  const overview = data =>
    answers.set('/api/anthos-fleet/overview', { body: JSON.stringify(data) });
  const source = (outcome, rest) => ({
    fleet: 'acme-fleet',
    sources: [{ source: 'hub', freshness: { outcome, ...rest } }],
  });

  it('serves its page and the script of it', async () => {
    answers.set('/', { body: '<script defer src="/main.js"></script>' });
    await assert.rejects(pageAnswers(url), /404/);
    answers.set('/main.js', { body: 'main()' });
    await pageAnswers(url);
  });

  it('has no page when the page has no script', async () => {
    answers.set('/', { body: 'compiling' });
    await assert.rejects(pageAnswers(url), /No script/);
  });

  it('has data of the fleet only after a sweep', async () => {
    overview({ configured: true, totalClusters: 0, fleets: [] });
    await assert.rejects(fleetAnswers(url, 'token'), /No sweep/);
    overview({ configured: true, totalClusters: 7, fleets: [source('ok')] });
    assert.deepEqual(await fleetAnswers(url, 'token'), {
      totalClusters: 7,
      problems: [],
    });
  });

  it('is ready without a fleet, and with one that cannot be read', async () => {
    overview({ configured: false, totalClusters: 0, fleets: [] });
    await fleetAnswers(url, 'token');
    const forbidden = { message: 'No permission', remedy: 'Grant it.' };
    overview({
      configured: true,
      totalClusters: 0,
      fleets: [source('forbidden', forbidden)],
    });
    const { problems } = await fleetAnswers(url, 'token');
    assert.deepEqual(problems, ['acme-fleet, hub: No permission. Grant it.']);
  });

  it('is tried until it answers, or until nobody wants to know any more', async () => {
    let tries = 0;
    const third = async () => {
      tries += 1;
      assert.ok(tries === 3);
      return tries;
    };
    assert.equal(await until(third, { everyMs: 1 }), 3);
    const giveUp = AbortSignal.timeout(20);
    await assert.rejects(
      until(() => Promise.reject(new Error('no')), {
        signal: giveUp,
        everyMs: 5,
      }),
    );
  });
});
