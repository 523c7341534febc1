import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigReader } from '@backstage/config';
import { loadConfig, readDemo } from './config.mjs';

const demo = data =>
  readDemo(
    new ConfigReader({
      app: { baseUrl: 'http://localhost:3000' },
      backend: { baseUrl: 'http://localhost:7007' },
      ...data,
    }),
  );

const fleet = (endpoint, gateway) => ({
  anthosFleet: {
    fleets: [
      {
        project: 'acme-fleet',
        hub: { endpoint },
        ...(gateway && { gateway: { endpoint: gateway } }),
      },
    ],
  },
});

describe('what the demo reads of the configuration', () => {
  it('is all in the configuration of this repository', async () => {
    const read = readDemo(await loadConfig([]));
    assert.equal(read.embeddedDatabase, true);
    assert.ok(read.appPort && read.backendPort && read.emulatorPort);
    assert.ok(read.gatewayPort);
  });

  it('has the ports of the addresses', () => {
    const { appPort, backendPort, appUrl } = demo({
      app: { baseUrl: 'https://portal.example/' },
    });
    assert.deepEqual(
      [appUrl, appPort, backendPort],
      ['https://portal.example', 443, 7007],
    );
  });

  it('starts the emulator only for a fleet on this machine', () => {
    assert.equal(demo(fleet('http://127.0.0.1:8444')).emulatorPort, 8444);
    assert.equal(demo(fleet('http://localhost:9000')).emulatorPort, 9000);
    assert.equal(
      demo(fleet('https://gkehub.googleapis.com')).emulatorPort,
      undefined,
    );
    assert.equal(demo(fleet('https://localhost:9000')).emulatorPort, undefined);
    assert.equal(demo(fleet(undefined)).emulatorPort, undefined);
    assert.equal(demo({}).emulatorPort, undefined);
  });

  it('starts the gateway of the emulator, and no other', () => {
    const port = (hub, gateway) => demo(fleet(hub, gateway)).gatewayPort;
    const hub = 'http://127.0.0.1:8444';
    assert.equal(port(hub, 'https://127.0.0.1:8543'), 8543);
    assert.equal(port(hub, 'https://localhost:9000/{location}'), 9000);
    assert.equal(port(hub, 'https://{location}-gateway.example'), undefined);
    assert.equal(port(hub, undefined), undefined);
    const google = 'https://gkehub.googleapis.com';
    assert.equal(port(google, 'https://127.0.0.1:8543'), undefined);
  });

  it('leaves a database alone that is not the embedded one', () => {
    const backend = {
      baseUrl: 'http://localhost:7007',
      database: { client: 'better-sqlite3' },
    };
    assert.equal(demo({ backend }).embeddedDatabase, false);
  });
});
