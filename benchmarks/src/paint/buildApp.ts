import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const folder = resolvePackagePath('app');

/**
 * Builds the demo's front end as for production.
 *
 * @returns `app` of its configuration, with which it is to be served
 */
export async function buildApp(): Promise<object> {
  await promisify(execFile)(
    process.execPath,
    [require.resolve('@backstage/cli/bin/backstage-cli'), 'package', 'build'],
    {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  const config = await readFile(
    resolve(folder, '../../app-config.yaml'),
    'utf8',
  );
  return parse(config).app;
}
