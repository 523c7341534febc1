// Everything: the checks, the tests of the scripts, of the packages, and in the browser.
// Parts of it: `./dev test --only jest`, with check, scripts, jest or browser.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { run as runNodeTests } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import * as counts from './lib/counts.mjs';
import { requireSupportedNode } from './lib/node.mjs';
import {
  bold,
  duration,
  red,
  say,
  sayError,
  UserError,
} from './lib/output.mjs';
import { backstageCli, devDir, fromRoot } from './lib/paths.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { runBin } from './lib/steps.mjs';

const reports = join(devDir, 'test');

async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

async function check() {
  const { code } = await runBin(fromRoot('scripts/check.mjs'), [], {
    echo: true,
  });
  return { problem: code ? 'A check failed' : undefined };
}

async function scripts() {
  const counted = { ...counts.none };
  const stream = runNodeTests({
    globPatterns: [
      fromRoot('scripts/*.test.mjs'),
      fromRoot('scripts/lib/*.test.mjs'),
      fromRoot('e2e/fresh-app/*.test.mjs'),
    ],
    cwd: fromRoot(),
    concurrency: 2,
  });
  const onResult = kind => test => {
    if (test.details.type !== 'suite') {
      counted[test.skip || test.todo ? 'skipped' : kind] += 1;
    }
  };
  stream.on('test:pass', onResult('passed'));
  stream.on('test:fail', onResult('failed'));
  const shown = stream.compose(spec);
  shown.pipe(process.stdout, { end: false });
  await finished(shown);
  return { counted, problem: counts.problemOf('node:test', counted, 0) };
}

async function jest() {
  const report = join(reports, 'jest.json');
  say('Starting PostgreSQL for the tests ...');
  const database = await startPostgres({
    name: 'test-postgres',
    persistent: false,
  });
  try {
    const { code } = await runBin(
      backstageCli,
      [
        ...['repo', 'test', '--watchAll=false', '--ci', '--maxWorkers=2'],
        ...['--json', `--outputFile=${report}`],
      ],
      {
        echo: true,
        env: {
          CI: 'true',
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
            database.connectionString,
        },
      },
    );
    const result = await readReport(report);
    const counted = result ? counts.fromJest(result) : counts.none;
    return { counted, problem: counts.problemOf('Jest', counted, code) };
  } finally {
    await database.stop();
  }
}

async function browser() {
  const report = join(reports, 'playwright.json');
  const { code } = await runBin(
    fromRoot('node_modules/@playwright/test/cli.js'),
    ['test', '--config', fromRoot('e2e/playwright.config.ts')],
    { echo: true, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
  );
  const result = await readReport(report);
  const counted = result ? counts.fromPlaywright(result) : counts.none;
  return { counted, problem: counts.problemOf('Playwright', counted, code) };
}

const STEPS = [
  { id: 'check', title: 'Checks', run: check },
  { id: 'scripts', title: 'Tests of the scripts', run: scripts },
  { id: 'jest', title: 'Tests of the packages', run: jest },
  { id: 'browser', title: 'Tests in the browser', run: browser },
];

function chooseSteps() {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true } },
  });
  for (const id of values.only ?? []) {
    if (!STEPS.some(step => step.id === id)) {
      throw new UserError(
        `There is no part '${id}'; there are ${STEPS.map(step => step.id).join(
          ', ',
        )}.`,
      );
    }
  }
  return STEPS.filter(({ id }) => values.only?.includes(id) ?? true);
}

async function main() {
  requireSupportedNode();
  const steps = chooseSteps();
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });
  let total = counts.none;
  const times = [];
  let problem;
  for (const { title, run } of steps) {
    say(`\n${bold(`== ${title}`)}`);
    const began = Date.now();
    const result = await run();
    total = counts.add(total, result.counted ?? counts.none);
    times.push(`${title}: ${duration(Date.now() - began)}`);
    problem = result.problem;
    if (problem) {
      break;
    }
  }
  say(`\n${times.join(', ')}`);
  if (problem) {
    say(red(`${problem}. What comes after it did not run.`));
    process.exitCode = 1;
  }
  // Alone on the last line, for whoever reads the end only.
  say(counts.line(total));
}

main().catch(error => {
  sayError(error);
  process.exitCode = 1;
});
