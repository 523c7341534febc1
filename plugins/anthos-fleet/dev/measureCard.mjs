// Prints how much code an app loads for the entity card that it does not have already.
// Run by `yarn measure` in this folder. The app is taken to have React, the router, Backstage's own
// packages, and the two packages that the catalog's client brings; everything else counts, the
// query library, icons, styles and English messages included. Norwegian comes in a file of its own.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const BUDGET_KB = 25;

const { outputFiles } = await build({
  entryPoints: [
    fileURLToPath(
      new URL('../src/components/entity/EntityFleetCard.tsx', import.meta.url),
    ),
  ],
  external: [
    '@backstage/*',
    'react',
    'react/*',
    'react-dom',
    'react-router-dom',
    'cross-fetch',
    'uri-template',
  ],
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'error',
  outdir: 'unused',
  write: false,
});

// Files of languages are loaded on demand.
const loaded = outputFiles.filter(file => !/\/nb-\w+\.js$/.test(file.path));
const kilobytes =
  loaded.reduce((sum, file) => sum + gzipSync(file.contents).length, 0) / 1024;

process.stdout.write(
  `Entity card: ${kilobytes.toFixed(
    1,
  )} kB gzip beyond what the app has (budget ${BUDGET_KB} kB)\n`,
);
process.exitCode = kilobytes <= BUDGET_KB ? 0 : 1;
