import { createServer } from 'node:http';
import {
  ConfigSyncPace,
  FleetConfigSync,
  startConfigSync,
} from './configsync/startConfigSync';
import { FleetClusters } from './fleet/FleetClusters';
import { FleetModel } from './fleet/FleetModel';
import { FleetDefinition, FleetInput } from './fleet/fleetSchema';
import { ClusterApis } from './gateway/ClusterApis';
import { Gateway } from './gateway/Gateway';
import { MinuteQuota } from './gateway/MinuteQuota';
import { seedRights } from './gateway/seedRights';
import { RunningGateway, startGateway } from './gateway/startGateway';
import { GitRepositories } from './git/GitRepositories';
import { ScopeActuation } from './hub/actuateScopes';
import { createApp } from './server/createApp';
import { FaultRegistry } from './server/FaultRegistry';
import { createHub } from './server/hubRoutes';
import { close, listen } from './server/listen';
import { RequestLog } from './server/RequestLog';
import { DEMO_TOKENS, EmulatorToken, Tokens } from './server/Tokens';

/** @public */
export interface FleetEmulatorOptions {
  /** The fleet to serve. */
  fleet: FleetDefinition | FleetInput;
  /** Default: 0, any free port. */
  port?: number;
  /** Default: 127.0.0.1. */
  host?: string;
  /** The access tokens that are accepted. Default: {@link DEMO_TOKENS}. */
  tokens?: ReadonlyArray<string | EmulatorToken>;
  /**
   * Milliseconds between two reports of a connected agent, which move `lastConnectionTime`.
   * Default: one minute.
   */
  heartbeat?: number;
  /** Most clusters on one page of a list. Default: no limit, as at Google. */
  maxPageSize?: number;
  /** Milliseconds that a long-running operation takes. Default: 300. */
  operationDuration?: number;
  /** How fast Config Sync is on live clusters. */
  configSync?: ConfigSyncPace;
  /** Milliseconds until a pod of a live cluster is ready. Default: 400. */
  podStart?: number;
  /** Port of the Connect Gateway. Default: 0, any free port. */
  gatewayPort?: number;
  /** Requests to clusters that the Connect Gateway takes in a minute. Default: 2,400. */
  gatewayRequestsPerMinute?: number;
  /**
   * Folder for the certificates of the Connect Gateway, so that a restart keeps them; `ca.pem` in
   * it is the one to trust. Default: none, and new certificates with every start.
   */
  stateDir?: string;
  /** The clock. Default: the time of day. */
  now?: () => number;
}

/** @public */
export interface FleetEmulator {
  /** Address without a slash at its end, such as `http://127.0.0.1:8444`. */
  url: string;
  /** The Connect Gateway, over TLS: its address and the certificate to trust. */
  gateway: RunningGateway;
  faults: FaultRegistry;
  requests: RequestLog;
  fleet: FleetModel;
  /** The Kubernetes clusters behind the fleet. */
  clusters: FleetClusters;
  /** The Git repositories that the syncs of live clusters read. */
  repositories: GitRepositories;
  /** Config Sync of live clusters, for those who wait for it. */
  configSync: FleetConfigSync;
  close(): Promise<void>;
}

/**
 * Starts a stand-in for Google's fleet APIs.
 *
 * @public
 */
export async function startFleetEmulator(
  options: FleetEmulatorOptions,
): Promise<FleetEmulator> {
  const { host = '127.0.0.1', now = Date.now } = options;
  const model = new FleetModel(options.fleet, now);
  const faults = new FaultRegistry();
  const log = new RequestLog();
  const tokens = new Tokens(
    options.tokens ?? DEMO_TOKENS,
    () => model.settings.project.id,
  );
  const { routes, scopes } = createHub(model, { ...options, now });

  // Clusters know the addresses of the repositories, so that the port must be known first.
  const server = createServer();
  const url = `http://${await listen(server, host, options.port ?? 0)}`;
  const stops: Array<() => Promise<void>> = [() => close(server)];
  const stop = async () => {
    await Promise.all(stops.map(end => end()));
  };
  try {
    const repositories = new GitRepositories(`${url}/git`);
    server.on(
      'request',
      createApp({ routes, model, faults, log, tokens, repositories }),
    );
    const clusters = new FleetClusters(model, {
      gitUrl: repositories.url,
      now,
      podStart: options.podStart,
    });
    stops.push(async () => clusters.close());
    clusters.onMade((ref, objects) =>
      seedRights(
        objects,
        tokens.identities(),
        model.cluster(ref)?.platform !== 'gke',
      ),
    );
    const actuation = new ScopeActuation(scopes);
    clusters.onMade((ref, objects) => actuation.actuate(ref, objects));
    scopes.onChange(() =>
      clusters.forEachMade((ref, objects) => actuation.actuate(ref, objects)),
    );
    const gateway = await startGateway({
      gateway: new Gateway({
        model,
        clusters: new ClusterApis(model, clusters, now),
        tokens,
        quota: new MinuteQuota(options.gatewayRequestsPerMinute ?? 2_400, now),
      }),
      model,
      faults,
      log,
      tokens,
      host,
      port: options.gatewayPort ?? 0,
      stateDir: options.stateDir,
    });
    stops.push(gateway.close);
    const configSync = await startConfigSync({
      model,
      clusters,
      repositories,
      pace: options.configSync,
      now,
    });
    stops.push(() => configSync.close());
    return {
      url,
      gateway: { url: gateway.url, ca: gateway.ca },
      faults,
      requests: log,
      fleet: model,
      clusters,
      repositories,
      configSync,
      close: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
