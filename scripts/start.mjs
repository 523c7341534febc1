// Runs the demo portal: the emulator of Google's side, a database, the back end and the front end.
// With --built the front end is built once, as for production, and served by the back end: pages
// load in a fraction of the time, and changes are not picked up. Other options go to the
// configuration, as in `./dev start --config app-config.yaml --config mine.yaml`.
import { join, relative } from 'node:path';
import { loadConfig, readDemo } from './lib/config.mjs';
import { emulatorArgs } from './lib/emulator.mjs';
import { takeLock } from './lib/lock.mjs';
import { requireSupportedNode } from './lib/node.mjs';
import {
  bold,
  duration,
  green,
  say,
  sayError,
  sayOf,
  UserError,
} from './lib/output.mjs';
import { backstageCli, devDir, fromRoot, root } from './lib/paths.mjs';
import { requireFreePorts } from './lib/ports.mjs';
import { fleetAnswers, guestToken, pageAnswers, until } from './lib/portal.mjs';
import { postgresMajor, startPostgres } from './lib/postgres.mjs';
import { Processes } from './lib/processes.mjs';
import { runBin } from './lib/steps.mjs';

const began = Date.now();
const isBuilt = process.argv.includes('--built');
const args = process.argv.slice(2).filter(arg => arg !== '--built');
const giveUp = new AbortController();
let lock;
let database;
let databaseWatch;
let stopping;

const processes = new Processes({
  onStart: group => lock.add(-group),
  onDeath: (name, report) => {
    sayOf(name, report);
    stop(1);
  },
});

async function stopAll() {
  giveUp.abort();
  clearInterval(databaseWatch);
  await processes.stop();
  await database?.stop();
  await lock?.release();
}

function stop(code) {
  stopping ??= stopAll()
    .catch(sayError)
    .finally(() => process.exit(code));
  return stopping;
}

function stopOnSignal(signal, code) {
  process.on(signal, () => {
    if (!stopping) {
      say('\nStopping ...');
    }
    stop(code);
  });
}

const emulatorDir = join(devDir, 'emulator');

function startEmulator({ emulatorPort, gatewayPort }) {
  sayOf(
    'emulator',
    `stands in for Google on http://127.0.0.1:${emulatorPort}${
      gatewayPort
        ? `, and for the Connect Gateway on https://127.0.0.1:${gatewayPort}`
        : ''
    }`,
  );
  return processes.start(
    'emulator',
    emulatorArgs({
      emulatorPort,
      // Without a gateway in the configuration nobody asks it: any port will do.
      gatewayPort: gatewayPort ?? 0,
      stateDir: emulatorDir,
    }),
  );
}

async function startDatabase() {
  sayOf('database', `starting PostgreSQL ${postgresMajor} ...`);
  database = await startPostgres({ name: 'postgres', persistent: true });
  sayOf(
    'database',
    `PostgreSQL ${postgresMajor}, its data is in ${database.dataDir}`,
  );
  await lock.add(database.pid);
  databaseWatch = setInterval(() => {
    if (!database.isAlive()) {
      clearInterval(databaseWatch);
      sayOf('database', 'PostgreSQL ended by itself.');
      stop(1);
    }
  }, 1000);
  return {
    APP_CONFIG_backend_database: JSON.stringify({
      client: 'pg',
      connection: database.connection,
    }),
  };
}

async function buildFrontend() {
  sayOf('frontend', 'building ...');
  const { code, output } = await runBin(
    backstageCli,
    ['package', 'build', ...args],
    {
      cwd: fromRoot('packages/app'),
      env: { NODE_ENV: 'production' },
      signal: giveUp.signal,
    },
  );
  // Whoever stopped meanwhile wants nothing more to be started.
  giveUp.signal.throwIfAborted();
  if (code) {
    throw new UserError(`The front end could not be built:\n${output}`);
  }
}

const startPackage = (name, folder, env) =>
  processes.start(name, [backstageCli, 'package', 'start', ...args], {
    cwd: fromRoot(folder),
    // The address is printed when it answers; a browser that opens before shows an error.
    env: { BROWSER: 'none', ...env },
  });

async function main() {
  stopOnSignal('SIGINT', 130);
  stopOnSignal('SIGTERM', 143);
  stopOnSignal('SIGHUP', 129);
  requireSupportedNode();
  let demo = readDemo(await loadConfig(args));
  if (isBuilt) {
    process.env.APP_CONFIG_app_baseUrl = JSON.stringify(demo.backendUrl);
    demo = readDemo(await loadConfig(args));
  }
  lock = await takeLock();
  await requireFreePorts(
    [
      {
        name: 'front end',
        port: !isBuilt && demo.appPort,
        variable: 'APP_PORT',
      },
      { name: 'back end', port: demo.backendPort, variable: 'BACKEND_PORT' },
      { name: 'emulator', port: demo.emulatorPort, variable: 'EMULATOR_PORT' },
      { name: 'gateway', port: demo.gatewayPort, variable: 'GATEWAY_PORT' },
    ].filter(({ port }) => port),
  );

  say(
    `Starting the demo portal; complete logs are in ${relative(
      root,
      devDir,
    )}/*.log`,
  );
  if (isBuilt) {
    await buildFrontend();
  } else {
    sayOf('frontend', 'compiling (half a minute the first time) ...');
    await startPackage('frontend', 'packages/app');
  }
  if (demo.emulatorPort) {
    await startEmulator(demo);
  }
  const env = demo.embeddedDatabase ? await startDatabase() : {};
  sayOf('backend', `starting on ${demo.backendUrl} ...`);
  await startPackage('backend', 'packages/backend', {
    GATEWAY_CA_FILE: join(emulatorDir, 'ca.pem'),
    ...env,
  });

  const { signal } = giveUp;
  const token = await until(() => guestToken(demo.backendUrl), { signal });
  const [fleet] = await Promise.all([
    until(() => fleetAnswers(demo.backendUrl, token), { signal }),
    until(() => pageAnswers(demo.appUrl), { signal }),
  ]);
  fleet.problems.forEach(problem => sayOf('fleet', problem));
  say(
    `${green('Ready')} after ${duration(Date.now() - began)}: ${bold(
      demo.appUrl,
    )} shows ${fleet.totalClusters} clusters. Ctrl-C stops everything.`,
  );
}

function fail(error) {
  if (!stopping) {
    sayError(error);
  }
  stop(1);
}

process.on('uncaughtException', fail);
main().catch(fail);
