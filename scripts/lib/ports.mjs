import { createServer } from 'node:net';
import { UserError } from './output.mjs';

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: chosen } = server.address();
      server.close(() => resolve(chosen));
    });
  });
}

/** True when nobody listens on a port of this machine, by IPv4 or IPv6. */
export async function isFree(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    try {
      await listen(port, host);
    } catch (error) {
      // A machine without IPv6 has nothing that could listen there.
      if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') {
        return false;
      }
    }
  }
  return true;
}

/** A port that is free now. */
export async function freePort() {
  return listen(0, '127.0.0.1');
}

/**
 * Refuses to go on when a port is taken, naming all of them at once.
 *
 * @param wanted - `{ name, port, variable }`: who wants it and which environment variable moves it
 */
export async function requireFreePorts(wanted) {
  const taken = [];
  for (const want of wanted) {
    if (!(await isFree(want.port))) {
      taken.push(want);
    }
  }
  if (taken.length > 0) {
    const lines = taken.map(
      ({ name, port, variable }) =>
        `Port ${port} (${name}) is in use. Stop what listens there, or choose another: ${variable}=${
          port + 1000
        } ./dev start`,
    );
    throw new UserError(lines.join('\n'));
  }
}
