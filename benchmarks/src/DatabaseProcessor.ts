import { readdir, readFile } from 'node:fs/promises';
import createKnex from 'knex';
import type { Connection } from './Portal';

/** Linux counts processor time in hundredths of a second, whatever its own clock. */
const MS_A_TICK = 10;

/** Processor time of all processes of PostgreSQL, as far as Linux tells it. */
export class DatabaseProcessor {
  private constructor(private readonly server: string | undefined) {}

  static async of(connection: Connection): Promise<DatabaseProcessor> {
    const knex = createKnex({
      client: 'pg',
      connection: { ...connection, database: 'postgres' },
      pool: { min: 0, max: 1 },
    });
    try {
      const { rows } = await knex.raw('select pg_backend_pid() as pid');
      const worker = await statOf(String(rows[0].pid));
      return new DatabaseProcessor(worker?.parent);
    } finally {
      await knex.destroy();
    }
  }

  /** Milliseconds since the server began; NaN where this cannot be told. */
  async cpuMs(): Promise<number> {
    const { server } = this;
    const own = server && (await statOf(server));
    if (!own) {
      return NaN;
    }
    const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
    const workers = await Promise.all(pids.map(statOf));
    return workers
      .filter(stat => stat?.parent === server)
      .reduce((sum, stat) => sum + (stat?.cpuMs ?? 0), own.cpuMs + own.ended);
  }
}

/** What Linux says of a process; undefined when there is none, or no Linux. */
async function statOf(pid: string) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name before is in brackets, and may have anything in it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 15) {
    return undefined;
  }
  const ticks = (from: number) =>
    Number(fields[from]) + Number(fields[from + 1]);
  return {
    parent: fields[1],
    cpuMs: ticks(11) * MS_A_TICK,
    /** Of its children that have ended. */
    ended: ticks(13) * MS_A_TICK,
  };
}
