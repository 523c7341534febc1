import { ConfigSources } from '@backstage/config-loader';
import { root } from './paths.mjs';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const portOf = url =>
  Number(url.port) || (url.protocol === 'https:' ? 443 : 80);

function isLoopback(address, wanted) {
  if (!address) {
    return false;
  }
  // The place of a location is no valid host, and on this machine there is only one anyhow.
  const { protocol, hostname } = new URL(
    address.replaceAll('{location}', 'global'),
  );
  return protocol === wanted && LOOPBACK.includes(hostname);
}

/** Loads the configuration as the portal itself does: app-config.yaml, the local file, APP_CONFIG_*. */
export async function loadConfig(argv) {
  const config = await ConfigSources.toConfig(
    ConfigSources.default({ rootDir: root, argv }),
  );
  // It would go on watching the files, and with them this process.
  config.close();
  return config;
}

/**
 * What a demo needs of the configuration.
 *
 * @param config - as `@backstage/config` has it
 */
export function readDemo(config) {
  const app = new URL(config.getString('app.baseUrl'));
  const backend = new URL(config.getString('backend.baseUrl'));
  const fleets = config.getOptionalConfigArray('anthosFleet.fleets') ?? [];
  // A fleet on this machine, without TLS, can only be the emulator's.
  const emulated = fleets.find(fleet =>
    isLoopback(fleet.getOptionalString('hub.endpoint'), 'http:'),
  );
  const emulator = emulated && new URL(emulated.getString('hub.endpoint'));
  // kubectl sends no token without TLS, so the emulated gateway has it.
  const gateway = emulated?.getOptionalString('gateway.endpoint');
  return {
    appUrl: app.href.replace(/\/$/, ''),
    appPort: portOf(app),
    backendUrl: backend.href.replace(/\/$/, ''),
    backendPort: portOf(backend),
    emulatorPort: emulator && portOf(emulator),
    gatewayPort: isLoopback(gateway, 'https:')
      ? portOf(new URL(gateway))
      : undefined,
    embeddedDatabase:
      config.getOptionalString('backend.database.client') ===
      'embedded-postgres',
    databaseClient: config.getOptionalString('backend.database.client'),
  };
}
