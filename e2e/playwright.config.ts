import { execFileSync } from 'node:child_process';
import { defineConfig, devices } from '@playwright/test';

/** The browser of the system where there is one; Playwright's own otherwise. */
function systemChromium(): string | undefined {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], {
        encoding: 'utf8',
      }).trim();
    } catch {
      // the next one
    }
  }
  return undefined;
}

const CHANGES_THE_DEMO = '**/{mistake,selfService}.spec.ts';

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: './tests',
  outputDir: './results',
  // What changes the demo waits until what only looks at it is through.
  projects: [
    { name: 'looking', testIgnore: CHANGES_THE_DEMO },
    {
      name: 'changing',
      testMatch: CHANGES_THE_DEMO,
      dependencies: process.env.PORTAL_URL ? [] : ['looking'],
    },
  ],
  globalSetup: './portal/startPortal.ts',
  forbidOnly: !!process.env.CI,
  // A test that passes at the second try hides a fault of the page or of the test.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  // This may be a small machine, with a sweep of the whole fleet going on beside the test.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE
    ? [['list'], ['json']]
    : [['list']],
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-GB',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: systemChromium(),
      // Chromium refuses to run as root with its sandbox; the pages are our own.
      args: isRoot ? ['--no-sandbox'] : [],
    },
  },
});
