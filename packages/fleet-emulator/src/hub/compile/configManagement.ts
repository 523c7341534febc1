import type { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import { ClusterDefinition } from '../../fleet/clusterSchema';
import {
  ConfigSync,
  ConfigSyncDefaults,
  configSyncDefaultsSchema,
  Source,
} from '../../fleet/featureSchemas';
import { FleetHead } from '../wire';
import { CompiledFeature, originOf } from './feature';

type Spec = gkehub_v1.Schema$ConfigManagementMembershipSpec;
type ConfigSyncState = gkehub_v1.Schema$ConfigManagementConfigSyncState;

/** What each status looks like on the wire, for clusters that report at all. */
const REPORTS: Record<
  Exclude<ConfigSync['status'], 'assigned' | 'feature-error'>,
  { state: string; sync?: string; stop?: string }
> = {
  // Until the cluster has said something itself.
  live: { state: 'CONFIG_SYNC_INSTALLED', sync: 'PENDING' },
  synced: { state: 'CONFIG_SYNC_INSTALLED', sync: 'SYNCED' },
  pending: { state: 'CONFIG_SYNC_INSTALLED', sync: 'PENDING' },
  error: { state: 'CONFIG_SYNC_INSTALLED', sync: 'ERROR' },
  'not-configured': {
    state: 'CONFIG_SYNC_INSTALLED',
    sync: 'NOT_CONFIGURED',
  },
  unauthorized: { state: 'CONFIG_SYNC_INSTALLED', sync: 'UNAUTHORIZED' },
  unreachable: { state: 'CONFIG_SYNC_INSTALLED', sync: 'UNREACHABLE' },
  stopped: {
    state: 'CONFIG_SYNC_INSTALLED',
    sync: 'SYNCED',
    stop: 'STOPPED',
  },
  stopping: {
    state: 'CONFIG_SYNC_INSTALLED',
    sync: 'SYNCED',
    stop: 'PENDING',
  },
  installing: { state: 'CONFIG_SYNC_PENDING' },
  'install-failed': { state: 'CONFIG_SYNC_ERROR' },
  'not-installed': {
    state: 'CONFIG_SYNC_NOT_INSTALLED',
    sync: 'NOT_INSTALLED',
  },
};

const DEFAULTS = configSyncDefaultsSchema.parse({});

function compileSource(
  source: Source | undefined,
): Pick<gkehub_v1.Schema$ConfigManagementConfigSync, 'git' | 'oci'> {
  if (!source) {
    return {};
  }
  const common = {
    syncRepo: source.repo,
    policyDir: source.dir,
    syncWaitSecs: String(source.waitSeconds),
    secretType: source.secret,
  };
  return source.type === 'oci'
    ? { oci: common }
    : {
        git: {
          ...common,
          syncBranch: source.branch,
          syncRev: source.revision,
        },
      };
}

function compileSpec(
  settings: ConfigSyncDefaults,
  installed = true,
  stopSyncing = false,
): Spec {
  const automatic = settings.upgrades === 'auto';
  return {
    // With automatic upgrades Google chooses the version.
    version: automatic ? undefined : settings.version,
    management: automatic ? 'MANAGEMENT_AUTOMATIC' : undefined,
    configSync: {
      enabled: installed,
      sourceFormat: settings.source?.format,
      preventDrift: settings.preventDrift,
      stopSyncing,
      ...compileSource(settings.source),
    },
  };
}

/** The fleet default with what the cluster says otherwise. */
function settingsOf(fleet: FleetHead, configSync: ConfigSync) {
  const defaults = fleet.features.configSync?.default ?? DEFAULTS;
  const source =
    configSync.source || defaults.source
      ? ({
          type: 'git',
          format: 'unstructured',
          secret: 'token',
          waitSeconds: 15,
          repo: '',
          ...defaults.source,
          ...configSync.source,
        } satisfies Source)
      : undefined;
  return {
    version: configSync.version ?? defaults.version,
    upgrades: configSync.upgrades ?? defaults.upgrades,
    preventDrift: configSync.preventDrift ?? defaults.preventDrift,
    source: configSync.status === 'not-configured' ? undefined : source,
  };
}

function compileErrors(
  errors: ConfigSync['errors'],
): gkehub_v1.Schema$ConfigManagementSyncError[] {
  return errors.map(error => ({
    code: error.code,
    errorMessage: error.message,
    errorResources: error.resources.map(resource => {
      const [kind, version, group] = (resource.kind ?? '').split('/').reverse();
      return {
        sourcePath: resource.path,
        resourceName: resource.name,
        resourceNamespace: resource.namespace,
        resourceGvk: resource.kind ? { group, version, kind } : undefined,
      };
    }),
  }));
}

function components<T>(
  installed: boolean,
  preventDrift: boolean,
  yes: T,
  no: T,
) {
  const all = installed ? yes : no;
  return {
    reconcilerManager: all,
    rootReconciler: all,
    gitSync: all,
    otelCollector: all,
    resourceGroupControllerManager: all,
    admissionWebhook: installed && preventDrift ? yes : no,
  };
}

function compileConfigSyncState(
  configSync: ConfigSync,
  settings: ConfigSyncDefaults,
): ConfigSyncState {
  const { status } = configSync;
  if (status === 'assigned' || status === 'feature-error') {
    return {};
  }
  const report = REPORTS[status];
  const installed = report.state === 'CONFIG_SYNC_INSTALLED';
  const token = configSync.commit;
  const source = configSync.sourceCommit ?? token;
  return {
    state: report.state,
    crCount: configSync.packageSyncs ?? (installed ? 1 : 0),
    clusterLevelStopSyncingState:
      report.stop ?? (installed ? 'NOT_STOPPED' : undefined),
    rootsyncCrd: installed ? 'INSTALLED' : 'NOT_INSTALLED',
    reposyncCrd: installed ? 'INSTALLED' : 'NOT_INSTALLED',
    version: installed
      ? components(true, settings.preventDrift, `v${settings.version}`, '')
      : undefined,
    deploymentState: components(
      installed,
      settings.preventDrift,
      'INSTALLED',
      'NOT_INSTALLED',
    ),
    errors: configSync.installErrors.map(errorMessage => ({ errorMessage })),
    syncState: report.sync
      ? {
          code: report.sync,
          sourceToken: source,
          importToken: source,
          syncToken: token,
          lastSyncTime: configSync.lastSync,
          lastSync: configSync.lastSync
            ?.replace('T', ' ')
            .replace('Z', ' +0000 UTC'),
          errors: compileErrors(configSync.errors),
        }
      : undefined,
  };
}

/** What the fleet wants of Config Sync on new clusters. */
export function compileConfigManagementDefault(
  fleet: FleetHead,
): Spec | undefined {
  const defaults = fleet.features.configSync?.default;
  return defaults && compileSpec(defaults);
}

/** Config Sync on one cluster: what is wanted, and what the cluster reports. */
export function compileConfigManagement(
  fleet: FleetHead,
  cluster: ClusterDefinition,
): CompiledFeature | undefined {
  const { configSync } = cluster;
  if (!configSync) {
    return undefined;
  }
  const { status } = configSync;
  const settings = settingsOf(fleet, configSync);
  const spec = compileSpec(
    settings,
    status !== 'not-installed',
    status === 'stopped' || status === 'stopping',
  );
  const compiled: CompiledFeature = {
    spec: { configmanagement: spec, origin: originOf(configSync.origin) },
  };
  if (status === 'assigned') {
    return compiled;
  }
  const failed = status === 'feature-error';
  compiled.state = {
    state: {
      code: configSync.code ?? (failed ? 'ERROR' : 'OK'),
      description: configSync.description,
      updateTime: configSync.reported ?? cluster.updated ?? fleet.created,
    },
    configmanagement: failed
      ? { clusterName: cluster.name }
      : {
          clusterName: cluster.name,
          membershipSpec:
            status === 'installing'
              ? undefined
              : { ...spec, version: settings.version },
          operatorState: {
            version: settings.version,
            deploymentState:
              status === 'not-installed' ? 'NOT_INSTALLED' : 'INSTALLED',
            errors: configSync.operatorErrors.map(errorMessage => ({
              errorMessage,
            })),
          },
          configSyncState: compileConfigSyncState(configSync, settings),
        },
  };
  return compiled;
}
