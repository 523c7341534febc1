// Runs benchmarks/ on a PostgreSQL of its own. BENCH_SIZES and BENCH_SECONDS change what is measured.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { requireSupportedNode } from './lib/node.mjs';
import { say, sayError } from './lib/output.mjs';
import { devDir, fromRoot } from './lib/paths.mjs';
import { startPostgres } from './lib/postgres.mjs';

const require = createRequire(import.meta.url);

try {
  requireSupportedNode();
  say('Starting PostgreSQL ...');
  const postgres = await startPostgres({ name: 'bench', persistent: false });
  try {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        fromRoot('benchmarks/src/main.ts'),
      ],
      {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: {
          ...process.env,
          BENCH_CONNECTION: JSON.stringify(postgres.connection),
          BENCH_FOLDER: join(devDir, 'bench'),
        },
      },
    );
    const stop = () => child.kill('SIGTERM');
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const [code] = await once(child, 'exit');
    process.exitCode = code ?? 1;
  } finally {
    await postgres.stop();
  }
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
