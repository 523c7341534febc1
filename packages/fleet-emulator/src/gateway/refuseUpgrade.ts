import { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { failure } from '../cluster/api/messages';
import { KubeError } from '../cluster/KubeError';
import { GatewayError } from './GatewayError';
import { GatewayServerOptions, originOf, understand } from './gatewayServer';

/** The versions of Kubernetes' stream protocol whose last channel carries a `Status`. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const ERROR_CHANNEL = 3;

/** What follows what a person asked for: everything else the API server of the cluster says. */
function answerTo(
  req: IncomingMessage,
  { gateway, log }: GatewayServerOptions,
): GatewayError {
  const url = req.url ?? '/';
  const understood = understand(req.method ?? 'GET', url);
  const entry = {
    time: new Date().toISOString(),
    verb: req.method ?? '',
    path: url,
    authorization: Boolean(req.headers.authorization),
    userAgent: req.headers['user-agent'],
    faults: [],
  };
  log.add(entry);
  log.classify(entry, {
    method: understood && 'gateway.stream',
    location: understood?.address.location,
    cluster:
      understood &&
      `${understood.address.location}/${understood.address.membership}`,
    resource: understood?.resource,
    faults: [],
  });
  if (!understood || understood.address.method) {
    return GatewayError.notFound();
  }
  const call = {
    address: understood.address,
    query: understood.query,
    request: req as Parameters<typeof gateway.handle>[0]['request'],
    body: Buffer.alloc(0),
    origin: originOf(req),
    stream: true,
  };
  try {
    const { api, user } = gateway.admit(call);
    const answer = api.handle({
      method: req.method ?? 'GET',
      path: call.address.path,
      query: call.query,
      headers: {},
      body: call.body,
      user,
    });
    return new GatewayError(answer.status, answer.contentType, answer.body);
  } catch (error) {
    if (error instanceof GatewayError) {
      return error;
    }
    const { status, contentType, body } = failure(
      new KubeError('InternalError', `Error of the emulator: ${error}`),
    );
    return new GatewayError(status, contentType, body);
  }
}

function writeAnswer(
  socket: Duplex,
  { status, contentType, body }: GatewayError,
) {
  socket.end(
    [
      `HTTP/1.1 ${status} Refused`,
      `content-type: ${contentType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/** An answer that is not about rights or addresses: the emulator has no such thing. */
function isMissing({ status }: GatewayError): boolean {
  return status === 501;
}

/**
 * Refuses connections that are to go on, such as those of `kubectl exec`. As at Google SPDY is
 * answered with a page. A WebSocket is opened only to say, in the form that kubectl shows to
 * people, that the emulator has none of it.
 */
export function refuseUpgrades(options: GatewayServerOptions) {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: offered =>
      PROTOCOLS.find(protocol => offered.has(protocol)) ?? false,
  });
  return (req: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    if (req.headers.upgrade?.toLowerCase() !== 'websocket') {
      answerTo(req, options);
      writeAnswer(socket, GatewayError.notFound());
      return;
    }
    const answer = answerTo(req, options);
    const offered = String(req.headers['sec-websocket-protocol'] ?? '');
    if (!isMissing(answer) || !PROTOCOLS.some(p => offered.includes(p))) {
      writeAnswer(socket, answer);
      return;
    }
    sockets.handleUpgrade(req, socket, head, client => {
      client.send(
        Buffer.concat([Buffer.from([ERROR_CHANNEL]), Buffer.from(answer.body)]),
      );
      client.close(1000);
    });
  };
}
