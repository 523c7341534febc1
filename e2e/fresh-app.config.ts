import { defineConfig } from '@playwright/test';
import config from './playwright.config';

/** Looks at an app that `./dev fresh-app` made, installed the packages in, and started. */
export default defineConfig({
  ...config,
  testDir: './fresh-app',
  testMatch: '*.spec.ts',
  projects: [{ name: 'fresh app' }],
  workers: 1,
  reporter: [['list']],
});
