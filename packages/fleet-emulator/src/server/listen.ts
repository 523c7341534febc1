import { Server } from 'node:http';
import { Server as TlsServer } from 'node:https';
import { AddressInfo } from 'node:net';

/**
 * Lets a server listen.
 *
 * @returns its address, such as `127.0.0.1:8444`
 */
export async function listen(
  server: Server | TlsServer,
  host: string,
  port: number,
): Promise<string> {
  // Longer than clients keep a connection, so that none is closed under their feet.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { address, family, port: actual } = server.address() as AddressInfo;
  return `${family === 'IPv6' ? `[${address}]` : address}:${actual}`;
}

/** Ends a server, also when requests hang on it. */
export function close(server: Server | TlsServer): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
