import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, wherever the command was called from. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(
  /[/\\]$/,
  '',
);

/**
 * Where a running demo keeps its data and logs. DEV_DIR moves it, so that two demos can run side
 * by side.
 */
export const devDir = resolve(root, process.env.DEV_DIR || '.dev');

export const fromRoot = (...parts) => resolve(root, ...parts);

/** The entry of a package's command, run with the Node that runs this. */
export const backstageCli = fromRoot(
  'node_modules/@backstage/cli/bin/backstage-cli',
);
