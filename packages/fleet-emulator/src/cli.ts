import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { FleetError, loadFleet } from './fleet/loadFleet';
import { ClusterAccess, DEMO_TOKENS, EmulatorToken } from './server/Tokens';
import { startFleetEmulator } from './startFleetEmulator';

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  }
  return port;
}

function addToken(text: string, tokens: EmulatorToken[] = []): EmulatorToken[] {
  const [token, denied] = text.split('=', 2);
  return [...tokens, { token, denied: denied?.split(',') }];
}

const ACCESS: readonly ClusterAccess[] = [
  'reader',
  'provisioner',
  'view',
  'edit',
  'cluster-admin',
];

/** `token=user@domain,group@domain:cluster-admin` */
function addPerson(
  text: string,
  tokens: EmulatorToken[] = [],
): EmulatorToken[] {
  const [, token, names, access] =
    /^([^=]+)=([^=:]+)(?::([a-z-]+))?$/.exec(text) ?? [];
  if (!token || (access && !ACCESS.includes(access as ClusterAccess))) {
    throw new InvalidArgumentError(
      `Write token=user@domain,group@domain:access; access is one of ${ACCESS.join(
        ', ',
      )} and may be left out, like groups.`,
    );
  }
  const [user, ...groups] = names.split(',');
  return [
    ...tokens,
    { token, user, groups, access: access as ClusterAccess | undefined },
  ];
}

interface Options {
  fleet: string;
  host: string;
  port: number;
  token?: EmulatorToken[];
  person?: EmulatorToken[];
  gatewayPort?: number;
  stateDir?: string;
}

/** What went wrong, for a person: one line where one line says it. */
function explain(error: unknown, { host, port }: Options): string {
  if (error instanceof FleetError) {
    return error.message;
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    const taken = (error as { port?: number }).port ?? port;
    const option = taken === port ? '--port' : '--gateway-port';
    return `Port ${taken} of ${host} is taken; stop what listens there or choose another with ${option}.`;
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return `Cannot listen on ${host}:${port} (${code}); choose another --host or --port.`;
  }
  return error instanceof Error ? error.message : String(error);
}

function gatewayPortOf({ port, gatewayPort }: Options): number {
  return gatewayPort ?? (port === 0 ? 0 : port + 1);
}

/** People come on top of the tokens that are accepted anyway. */
function tokensOf({ token, person }: Options): EmulatorToken[] | undefined {
  return person ? [...(token ?? DEMO_TOKENS), ...person] : token;
}

function trust({ stateDir }: Options): string {
  return stateDir ? ` (trust ${join(stateDir, 'ca.pem')})` : '';
}

async function run(options: Options): Promise<void> {
  try {
    const fleet = await loadFleet(options.fleet);
    const emulator = await startFleetEmulator({
      fleet,
      host: options.host,
      port: options.port,
      gatewayPort: gatewayPortOf(options),
      stateDir: options.stateDir,
      tokens: tokensOf(options),
    });
    process.stdout.write(
      `Fleet emulator listening on ${emulator.url} (${
        fleet.clusters.length
      } clusters, project ${fleet.project.id}), Connect Gateway on ${
        emulator.gateway.url
      }${trust(options)}\n`,
    );
    const stop = () => {
      emulator.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    process.stderr.write(`${explain(error, options)}\n`);
    process.exitCode = 1;
  }
}

new Command('fleet-emulator')
  .description(
    "A stand-in for Google's fleet APIs. A development tool: never part of a product.",
  )
  .requiredOption('--fleet <file>', 'the fleet to serve, a YAML file')
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--port <number>', 'port to listen on; 0 takes any', readPort, 8444)
  .option(
    '--token <token[=permission,...]>',
    `access token to accept, with the permissions it lacks; may be repeated (default: ${DEMO_TOKENS.map(
      ({ token }) => token,
    ).join(', ')})`,
    addToken,
  )
  .option(
    '--person <token=user[,group,...][:access]>',
    `access token of a person, their groups, and what they may do in every cluster: ${ACCESS.join(
      ', ',
    )} or, by default, nothing; may be repeated`,
    addPerson,
  )
  .option(
    '--gateway-port <number>',
    'port of the Connect Gateway; 0 takes any (default: the one after --port)',
    readPort,
  )
  .option(
    '--state-dir <folder>',
    'where the certificates of the Connect Gateway are kept; ca.pem is the one to trust',
  )
  .action(run)
  .parseAsync()
  .catch(error => {
    process.stderr.write(`${error}\n`);
    process.exitCode = 1;
  });
