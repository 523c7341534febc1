import type { Connection } from './Portal';

/** Configuration of a back end that reads one fleet. */
export function portalConfig(options: {
  url: string;
  port: number;
  database: { connection: Connection; prefix: string };
  catalogFile: string;
  fleet: string;
  /** Address of the Hub. */
  hub: string;
  gateway: { enabled: boolean; endpoint: string; caFile: string };
  sweep?: object;
  app?: object;
}) {
  const { url, port, database, catalogFile, fleet, hub, gateway } = options;
  return {
    app: { ...options.app, baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'pg', ...database },
    },
    auth: { providers: { guest: { userEntityRef: 'user:default/guest' } } },
    permission: { enabled: true },
    catalog: { locations: [{ type: 'file', target: catalogFile }] },
    anthosFleet: {
      fleets: [
        {
          project: fleet,
          hub: { endpoint: hub },
          gateway,
          auth: { accessToken: 'emulator-token' },
        },
      ],
      // Sweeps happen when the benchmark asks for one.
      sweep: { frequency: { hours: 12 }, ...options.sweep },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [],
      // Clusters that hang are part of what is measured.
      anthosFleet: { unreachable: 'keep' },
    },
  };
}
