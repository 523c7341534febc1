import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { freePort, isFree, requireFreePorts } from './ports.mjs';

describe('ports', () => {
  const server = createServer();
  let taken;
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    taken = server.address().port;
  });
  after(() => server.close());

  it('are taken while somebody listens', async () => {
    assert.equal(await isFree(taken), false);
    assert.equal(await isFree(await freePort()), true);
  });

  it('are refused with their name and the way out', async () => {
    const free = await freePort();
    await assert.rejects(
      requireFreePorts([
        { name: 'front end', port: taken, variable: 'APP_PORT' },
        { name: 'back end', port: free, variable: 'BACKEND_PORT' },
      ]),
      ({ message }) =>
        message.includes(`Port ${taken} (front end) is in use`) &&
        message.includes('APP_PORT=') &&
        !message.includes('back end'),
    );
    await requireFreePorts([{ name: 'back end', port: free, variable: 'X' }]);
  });
});
