import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Connect Gateway whose clusters have one pod each, and that remembers what it was asked. */
export async function startFakeGateway() {
  const requests: { path: string; authorization?: string }[] = [];
  const server = createServer((req: IncomingMessage, res) => {
    const path = new URL(req.url ?? '/', 'http://gateway').pathname;
    requests.push({ path, authorization: req.headers.authorization });
    const [, , , , , , , name] = path.split('/');
    const items = path.endsWith('/pods')
      ? [{ metadata: { name: `api-on-${name}`, namespace: 'cadastre-main' } }]
      : [];
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
