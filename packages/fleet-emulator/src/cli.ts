import { Command, InvalidArgumentError } from 'commander';
import { FleetError, loadFleet } from './fleet/loadFleet';
import { DEFAULT_TOKEN, EmulatorToken } from './server/Tokens';
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

interface Options {
  fleet: string;
  host: string;
  port: number;
  token?: EmulatorToken[];
}

/** What went wrong, for a person: one line where one line says it. */
function explain(error: unknown, { host, port }: Options): string {
  if (error instanceof FleetError) {
    return error.message;
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is taken; stop what listens there or choose another with --port.`;
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return `Cannot listen on ${host}:${port} (${code}); choose another --host or --port.`;
  }
  return error instanceof Error ? error.message : String(error);
}

async function run(options: Options): Promise<void> {
  try {
    const fleet = await loadFleet(options.fleet);
    const emulator = await startFleetEmulator({
      fleet,
      host: options.host,
      port: options.port,
      tokens: options.token,
    });
    process.stdout.write(
      `Fleet emulator listening on ${emulator.url} (${fleet.clusters.length} clusters, project ${fleet.project.id})\n`,
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
    `access token to accept, with the permissions it lacks; may be repeated (default: ${DEFAULT_TOKEN})`,
    addToken,
  )
  .action(run)
  .parseAsync()
  .catch(error => {
    process.stderr.write(`${error}\n`);
    process.exitCode = 1;
  });
