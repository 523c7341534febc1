import { expect, type Page } from '@playwright/test';

/** Waits until nothing on the page is still being loaded. */
export async function settled(page: Page) {
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}
