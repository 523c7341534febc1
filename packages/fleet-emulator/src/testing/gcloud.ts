import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { FleetEmulator } from '../startFleetEmulator';
import { DEFAULT_TOKEN } from '../server/Tokens';

const run = promisify(execFile);

/** @public */
export interface RunGcloudOptions {
  emulator: Pick<FleetEmulator, 'url' | 'fleet'>;
  /** Default: {@link DEFAULT_TOKEN}. */
  token?: string;
}

/** @public */
export interface GcloudResult {
  stdout: string;
  stderr: string;
  /** 0 when all went well. */
  exitCode: number;
}

/**
 * Whether Google's own client is installed here.
 *
 * @public
 */
export function gcloudAvailable(): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, 'gcloud'), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Runs gcloud against an emulator, with a configuration of its own: nothing of the person who is
 * signed in on this machine is read or changed.
 *
 * @public
 */
export async function runGcloud(
  args: string[],
  options: RunGcloudOptions,
): Promise<GcloudResult> {
  const { emulator, token = DEFAULT_TOKEN } = options;
  const folder = await mkdtemp(join(tmpdir(), 'fleet-emulator-gcloud-'));
  const tokenFile = join(folder, 'token');
  const endpoint = `${emulator.url}/`;
  try {
    await writeFile(tokenFile, token, { mode: 0o600 });
    return await run('gcloud', args, {
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        LC_ALL: 'C.UTF-8',
        NO_PROXY: '*',
        CLOUDSDK_CONFIG: folder,
        CLOUDSDK_CORE_PROJECT: emulator.fleet.settings.project.id,
        CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
        CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
        CLOUDSDK_CORE_DISABLE_FILE_LOGGING: 'true',
        CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
        CLOUDSDK_SURVEY_DISABLE_PROMPTS: 'true',
        CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: tokenFile,
        CLOUDSDK_API_ENDPOINT_OVERRIDES_GKEHUB: endpoint,
        CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDRESOURCEMANAGER: endpoint,
      },
    }).then(
      output => ({ ...output, exitCode: 0 }),
      (error: { stdout?: string; stderr?: string; code?: unknown }) => {
        if (typeof error.code !== 'number') {
          throw error;
        }
        return {
          stdout: error.stdout ?? '',
          stderr: error.stderr ?? '',
          exitCode: error.code,
        };
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Like {@link runGcloud}, for a command that must go well and print JSON.
 *
 * @public
 */
export async function runGcloudJson(
  args: string[],
  options: RunGcloudOptions,
): Promise<unknown> {
  const { stdout, stderr, exitCode } = await runGcloud(
    [...args, '--format=json'],
    options,
  );
  if (exitCode !== 0) {
    throw new Error(`gcloud ${args.join(' ')} failed: ${stderr}`);
  }
  return JSON.parse(stdout);
}

/**
 * What gcloud prints for one cluster: `config_sync` is the column Status.
 *
 * @public
 */
export type GcloudConfigSyncStatus = z.output<typeof statusSchema>;

const statusSchema = z.object({
  /** `location/name`. */
  name: z.string(),
  config_sync: z.string(),
  last_synced_token: z.string().nullable(),
  last_synced: z.string().nullable(),
  sync_branch: z.string().nullable(),
  version: z.string().nullable(),
  upgrades: z.string().nullable(),
  synced_to_fleet_default: z.string(),
});

const statusOutputSchema = z.object({
  acm_errors: z.array(z.object({ cluster: z.string(), error: z.string() })),
  acm_status: z.array(statusSchema),
});

/**
 * Runs `gcloud beta container fleet config-management status`.
 *
 * @returns what gcloud prints, by `location/name` of the cluster, and the errors it prints below
 * @public
 */
export async function gcloudConfigSyncStatus(
  options: RunGcloudOptions,
): Promise<{
  clusters: Map<string, GcloudConfigSyncStatus>;
  errors: Array<{ cluster: string; error: string }>;
}> {
  const output = await runGcloudJson(
    ['beta', 'container', 'fleet', 'config-management', 'status'],
    options,
  );
  const { acm_status: statuses, acm_errors: errors } = statusOutputSchema.parse(
    Array.isArray(output) ? output[0] : output,
  );
  return {
    clusters: new Map(statuses.map(status => [status.name, status])),
    errors,
  };
}
