import { createServer } from 'node:https';
import { close, listen } from '../server/listen';
import { gatewayCertificates } from './certificates';
import { createGatewayApp, GatewayServerOptions } from './gatewayServer';
import { refuseUpgrades } from './refuseUpgrade';

interface StartOptions extends GatewayServerOptions {
  host: string;
  port: number;
  stateDir?: string;
}

/**
 * The Connect Gateway that listens.
 *
 * @public
 */
export interface RunningGateway {
  /** Address without a slash at its end, such as `https://127.0.0.1:8445`. */
  url: string;
  /** The certificate, PEM, that clients must trust. */
  ca: string;
}

/** Twice what Google takes, so that the Gateway itself can say what is too large. */
const MOST_HEADER_BYTES = 64 * 1024;

/** Starts the Connect Gateway. */
export async function startGateway(
  options: StartOptions,
): Promise<RunningGateway & { close(): Promise<void> }> {
  const { host, port, stateDir } = options;
  const { ca, cert, key } = await gatewayCertificates(stateDir);
  const server = createServer(
    { cert, key, maxHeaderSize: MOST_HEADER_BYTES },
    createGatewayApp(options),
  );
  const upgraded = new Set<{ destroy(): void }>();
  const refuse = refuseUpgrades(options);
  server.on('upgrade', (req, socket, head) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    refuse(req, socket, head);
  });
  const address = await listen(server, host, port);
  return {
    url: `https://${address}`,
    ca,
    close: async () => {
      const closed = close(server);
      upgraded.forEach(socket => socket.destroy());
      await closed;
    },
  };
}
