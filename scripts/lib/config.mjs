import { ConfigSources } from '@backstage/config-loader';
import { root } from './paths.mjs';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const portOf = url =>
  Number(url.port) || (url.protocol === 'https:' ? 443 : 80);

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
  const fleets = (
    config.getOptionalConfigArray('anthosFleet.fleets') ?? []
  ).map(fleet => ({
    project: fleet.getString('project'),
    endpoint: fleet.getOptionalString('hub.endpoint'),
  }));
  // A fleet on this machine, without TLS, can only be the emulator's.
  const emulator = fleets
    .flatMap(({ endpoint }) => (endpoint ? [new URL(endpoint)] : []))
    .find(
      ({ protocol, hostname }) =>
        protocol === 'http:' && LOOPBACK.includes(hostname),
    );
  return {
    appUrl: app.href.replace(/\/$/, ''),
    appPort: portOf(app),
    backendUrl: backend.href.replace(/\/$/, ''),
    backendPort: portOf(backend),
    emulatorPort: emulator && portOf(emulator),
    embeddedDatabase:
      config.getOptionalString('backend.database.client') ===
      'embedded-postgres',
    databaseClient: config.getOptionalString('backend.database.client'),
  };
}
