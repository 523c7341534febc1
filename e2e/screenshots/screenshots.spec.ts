import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, open, PAGES, STATES, test } from '../portal';
import { toWebp } from './toWebp';

const COLOR_SCHEMES = ['light', 'dark'] as const;
const VIEWPORTS = [
  { width: 1280, height: 860 },
  { width: 600, height: 860 },
];

test.describe.configure({ mode: 'serial' });

// The demo's repositories are applied one after the other: pictures show the end of it.
test('the demo has all its errors', async ({ page }) => {
  await page.goto('/fleet/errors');
  for (const code of ['KNV1021', 'KNV2009', 'KNV2004', 'KNV1060']) {
    await expect(page.getByText(code).first()).toBeVisible();
  }
});

for (const colorScheme of COLOR_SCHEMES) {
  for (const viewport of VIEWPORTS) {
    test.describe(() => {
      test.use({ colorScheme, viewport, deviceScaleFactor: 1 });

      // One visit, as a person makes it: the app is loaded once.
      test(`takes all pages in ${colorScheme} on ${viewport.width} pixels`, async ({
        page,
      }) => {
        test.setTimeout(900_000);
        for (const portalPage of [...PAGES, ...STATES]) {
          const file = `${portalPage.name}-${colorScheme}-${viewport.width}.webp`;
          await test.step(file, async () => {
            await open(page, portalPage);
            await writeFile(
              resolve(__dirname, '../../docs/images', file),
              await picture(page),
            );
            await page.unrouteAll({ behavior: 'ignoreErrors' });
          });
        }
      });
    });
  }
}

async function picture(page: Page): Promise<Buffer> {
  // Without the pointer on anything, and after transitions.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  return toWebp(page, await page.screenshot({ animations: 'disabled' }));
}
