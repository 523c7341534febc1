import { resolve } from 'node:path';
import { expect, settled, test } from '../portal';

const PICTURES = [
  {
    file: 'fleet-overview',
    path: '/fleet/overview',
    text: 'Where clusters run',
    colorScheme: 'light',
  },
  {
    file: 'clusters-dark',
    path: '/fleet/clusters?hosting=on-prem',
    text: 'atkv3-dev',
    colorScheme: 'dark',
  },
  {
    file: 'cluster',
    path: '/fleet/clusters/acme-fleet/europe-north1/atkv3-dev',
    text: 'Package syncs',
    colorScheme: 'light',
  },
  {
    file: 'errors',
    path: '/fleet/errors',
    text: 'KNV1021',
    colorScheme: 'light',
  },
  {
    file: 'component',
    path: '/catalog/default/component/cadastre-api',
    text: 'Oslo DC1',
    colorScheme: 'light',
  },
] as const;

for (const { file, path, text, colorScheme } of PICTURES) {
  test.describe(() => {
    test.use({
      colorScheme,
      viewport: { width: 1280, height: 860 },
      deviceScaleFactor: 1,
    });

    test(`takes ${file}.png`, async ({ page }) => {
      await page.goto(path);
      const main = page.getByRole('main');
      await expect(main.getByText(text).first()).toBeVisible();
      await settled(page);
      // Without the pointer on anything, and after transitions.
      await page.mouse.move(0, 0);
      await page.waitForTimeout(500);
      await page.screenshot({
        path: resolve(__dirname, `../../docs/images/${file}.png`),
        animations: 'disabled',
      });
    });
  });
}
