// Everything that can be said of the code without running it, in about a minute.
import { glob } from 'node:fs/promises';
import { requireSupportedNode } from './lib/node.mjs';
import { say, sayError } from './lib/output.mjs';
import { backstageCli, fromRoot } from './lib/paths.mjs';
import { run, runBin, runLanes } from './lib/steps.mjs';

const bin = path => fromRoot('node_modules', path);
// With Backstage's own loader, for the parts of it that load our TypeScript.
const repoTools = (args, options) =>
  run(
    process.execPath,
    [
      ...['--require', bin('@backstage/cli/config/nodeTransform.cjs')],
      bin('@backstage/repo-tools/bin/backstage-repo-tools'),
      ...args,
    ],
    options,
  );
const cli = (...args) => runBin(backstageCli, args);

const types = {
  name: 'types',
  blocks: true,
  // What is left of an earlier run changes the order of inferred types, and so the API reports.
  run: () =>
    runBin(bin('typescript/bin/tsc'), ['--pretty', '--incremental', 'false']),
};

const apiReports = {
  name: 'API reports',
  remedy: 'If the change is meant: yarn api-reports, and commit the reports.',
  run: () => run('yarn', ['api-reports:only', '--ci']),
};

const lint = {
  name: 'lint',
  remedy: 'Some of it mends itself: yarn fix',
  run: async () => {
    const packages = await cli(
      ...['repo', 'lint', '--max-warnings', '0', '--format', 'stylish'],
    );
    return packages.code
      ? packages
      : runBin(bin('eslint/bin/eslint.js'), [
          ...['--ext', '.mjs,.cjs,.js,.ts', '--max-warnings', '0'],
          ...['scripts', 'e2e'],
        ]);
  },
};

const format = {
  name: 'format',
  remedy: 'yarn prettier --write .',
  run: () => runBin(bin('prettier/bin-prettier.js'), ['--check', '.']),
};

const packages = {
  name: 'package metadata',
  remedy: 'yarn backstage-cli repo fix --publish',
  run: () => cli('repo', 'fix', '--publish', '--check'),
};

const unused = {
  name: 'unused files, exports and dependencies',
  run: () => runBin(bin('knip/bin/knip.js'), ['--no-progress']),
};

const openApiRules = {
  name: 'OpenAPI rules',
  run: async () => {
    const valid = await repoTools(['repo', 'schema', 'openapi', 'validate']);
    return valid.code
      ? valid
      : repoTools(['repo', 'schema', 'openapi', 'lint', '--strict']);
  },
};

/** Says why code cannot be generated here, if it cannot: it takes Java, and a program in Java. */
async function whyNotGenerate() {
  const java = await run('java', ['-version']);
  if (java.code) {
    return 'no Java here';
  }
  // Fetches the generator the first time. Backstage's tool removes the old code before it finds out
  // that there is no generator.
  const generator = await runBin(
    bin('@openapitools/openapi-generator-cli/main.js'),
    [
      ...['--openapitools', bin('@backstage/repo-tools/openapitools.json')],
      'version',
    ],
  );
  return generator.code ? 'the generator could not be fetched' : undefined;
}

/** Generates again and compares. */
const openApiCode = {
  name: 'OpenAPI code is current',
  remedy: 'Commit what was generated.',
  run: async () => {
    const reason = await whyNotGenerate();
    if (reason) {
      return { code: 0, output: '', note: `(not compared: ${reason})` };
    }
    const folders = await Array.fromAsync(
      glob('plugins/*/src/schema/openapi/generated', { cwd: fromRoot() }),
    );
    const state = () => run('git', ['diff', '--', ...folders]);
    const before = await state();
    const generated = await repoTools(
      [
        ...['package', 'schema', 'openapi', 'generate'],
        ...['--server', '--client-package', 'plugins/anthos-fleet-common'],
      ],
      { cwd: fromRoot('plugins/anthos-fleet-backend') },
    );
    if (generated.code) {
      return generated;
    }
    const after = await state();
    return {
      code: before.output === after.output ? 0 : 1,
      output: after.output,
    };
  },
};

const lockFile = {
  name: 'yarn.lock',
  remedy: 'yarn install && yarn dedupe, and commit yarn.lock.',
  run: async () => {
    const install = await run('yarn', [
      'install',
      '--immutable',
      '--mode=skip-build',
    ]);
    return install.code ? install : run('yarn', ['dedupe', '--check']);
  },
};

async function main() {
  requireSupportedNode();
  say('Checking types, lint, format, API, OpenAPI and dependencies ...');
  // Two lanes for two cores. API reports read what the type checker writes; the generator removes
  // its files before it writes them, so nothing else may read them meanwhile.
  const passed = [
    await runLanes([
      [lint, openApiRules],
      [format, packages, unused, lockFile, types, apiReports],
    ]),
    await runLanes([[openApiCode]]),
  ].every(Boolean);
  process.exitCode = passed ? 0 : 1;
}

main().catch(error => {
  sayError(error);
  process.exitCode = 1;
});
