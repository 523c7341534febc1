import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** Answers one request; what it returns is sent as JSON with status 200. */
export type Handler = (
  request: IncomingMessage & { url: string; body: string },
  response: ServerResponse,
) => unknown;

/** A certificate and its key, both as PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

/** A server whose answers a test writes, on a port of its own. */
export class ScriptedServer {
  readonly requests: Array<{
    method: string;
    url: string;
    headers: IncomingMessage['headers'];
    body: string;
  }> = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #scheme: string;
  #handler: Handler;

  private constructor(handler: Handler, tls: Certificate | undefined) {
    this.#handler = handler;
    this.#scheme = tls ? 'https' : 'http';
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      this.#answer(request, response).catch(error => response.destroy(error));
    };
    this.#server = tls
      ? createTlsServer(tls, listener)
      : createServer(listener);
    this.#server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(
    handler: Handler = () => ({}),
    tls?: Certificate,
  ): Promise<ScriptedServer> {
    const server = new ScriptedServer(handler, tls);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `${this.#scheme}://127.0.0.1:${port}`;
  }

  /** Writes the script anew and forgets earlier requests. */
  answer(handler: Handler): void {
    this.#handler = handler;
    this.requests.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#sockets.forEach(socket => socket.destroy());
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const { method = '', url = '', headers } = request;
    const body = Buffer.concat(chunks).toString();
    this.requests.push({ method, url, headers, body });
    const answer = await this.#handler(
      Object.assign(request, { url, body }),
      response,
    );
    if (answer !== undefined && !response.headersSent) {
      sendJson(response, 200, answer);
    }
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** An error as Google writes it. */
export function googleError(
  code: number,
  status: string,
  message: string,
  details?: unknown[],
) {
  return { error: { code, status, message, ...(details ? { details } : {}) } };
}
