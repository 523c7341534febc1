import { resolve } from 'node:path';
import { expect, settled, test } from '../portal';

const PICTURES = [
  {
    file: 'fleet-overview',
    path: '/fleet/overview',
    text: 'Where clusters run',
  },
  {
    file: 'clusters',
    path: '/fleet/clusters?hosting=on-prem',
    text: 'atkv3-dev',
  },
  {
    file: 'cluster',
    path: '/fleet/clusters/acme-fleet/europe-north1/atkv3-dev',
    text: 'Package syncs',
  },
  {
    file: 'syncs',
    path: '/fleet/syncs',
    text: 'root-sync',
  },
  {
    file: 'errors',
    path: '/fleet/errors',
    text: 'KNV1021',
  },
  {
    file: 'component',
    path: '/catalog/default/component/cadastre-api',
    text: 'Oslo DC1',
  },
  {
    file: 'template',
    path: '/create/templates/default/namespace-and-service',
    text: 'atkv3-prod',
  },
] as const;

const SCHEMES = [
  { colorScheme: 'light', suffix: '' },
  { colorScheme: 'dark', suffix: '-dark' },
] as const;

for (const { colorScheme, suffix } of SCHEMES) {
  for (const { file, path, text } of PICTURES) {
    test.describe(() => {
      test.use({
        colorScheme,
        viewport: { width: 1280, height: 860 },
        deviceScaleFactor: 1,
      });

      test(`takes ${file}${suffix}.png`, async ({ page }) => {
        // The demo's repositories are applied one after the other: pictures show the end of it.
        await page.goto('/fleet/errors');
        const main = page.getByRole('main');
        for (const code of ['KNV1021', 'KNV2009', 'KNV2004']) {
          await expect(main.getByText(code).first()).toBeVisible();
        }
        await page.goto(path);
        // Not every page of the portal has a main part.
        await expect(page.getByText(text).first()).toBeVisible();
        await settled(page);
        // Without the pointer on anything, and after transitions.
        await page.mouse.move(0, 0);
        await page.waitForTimeout(500);
        await page.screenshot({
          path: resolve(__dirname, `../../docs/images/${file}${suffix}.png`),
          animations: 'disabled',
        });
      });
    });
  }
}
