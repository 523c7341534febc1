import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A door in front of a database on this machine. Closed, it cuts all connections in the middle of
 * whatever they do and refuses new ones, which is all that a client sees of a server that is killed.
 */
export class DatabaseGate {
  readonly #sockets = new Set<Socket>();
  #server = createServer();
  #port = 0;

  /** @param url - of the database, as in `postgresql://user:password@host:port/name` */
  static async open(url: string): Promise<DatabaseGate> {
    const gate = new DatabaseGate(new URL(url));
    await gate.reopen();
    return gate;
  }

  private constructor(private readonly database: URL) {}

  /** The address of the database through this door. */
  get url(): string {
    const url = new URL(this.database);
    url.host = `127.0.0.1:${this.#port}`;
    return url.href;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#sockets.forEach(socket => socket.destroy());
    await closed;
  }

  async reopen(): Promise<void> {
    this.#server = createServer(client => {
      const database = connect(
        Number(this.database.port),
        this.database.hostname,
      );
      for (const [from, to] of [
        [client, database],
        [database, client],
      ]) {
        this.#sockets.add(from);
        from.pipe(to);
        from.on('error', () => {});
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
      }
    });
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }
}
