import { defineConfig } from '@playwright/test';
import config from './playwright.config';

/** Takes the pictures of the documentation from the running demo: `yarn workspace e2e screenshots`. */
export default defineConfig({
  ...config,
  testDir: './screenshots',
  workers: 1,
  reporter: [['list']],
});
