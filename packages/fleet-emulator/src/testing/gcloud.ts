import { z } from 'zod';
import {
  ClientFolder,
  ClientOptions,
  ClientResult,
  isInstalled,
} from './clientEnvironment';

/** @public */
export type RunGcloudOptions = ClientOptions;

/** @public */
export type GcloudResult = ClientResult;

/**
 * Whether Google's own client is installed here.
 *
 * @public
 */
export function gcloudAvailable(): boolean {
  return isInstalled('gcloud');
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
  const folder = await ClientFolder.create(options);
  try {
    return await folder.run('gcloud', args);
  } finally {
    await folder.remove();
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
