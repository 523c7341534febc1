import type { Locator, Page } from '@playwright/test';
import { expect, overflow, seriousViolations, settled, test } from '../portal';

// Pages, each with a text that is there once its data is.
const PAGES = [
  ['/home', 'Cadastre API'],
  ['/fleet/overview', 'Where clusters run'],
  ['/fleet/clusters', 'appliance-svalbard'],
  ['/fleet/clusters/acme-fleet/europe-north1/atkv3-dev', 'Package syncs'],
  ['/fleet/syncs', 'atkv3-dev'],
  ['/fleet/errors', 'KNV1021'],
  ['/fleet/rollouts', 'acme/cadastre-config'],
  ['/fleet/policy', 'K8sPSPPrivilegedContainer'],
  ['/fleet/mesh', 'appliance-svalbard'],
  ['/fleet/clusters/acme-fleet/global/lab-k3s', 'Place and platform'],
  ['/catalog/default/component/cadastre-api', 'Oslo DC1'],
  ['/catalog/default/component/terrain-tiles/clusters', 'atkv3-prod'],
  ['/catalog/default/component/place-names/clusters', 'Place_Names'],
  ['/catalog/default/component/cadastre-api/clusters', 'Open a terminal'],
  ['/catalog/default/system/base-map', 'Relief shading'],
  ['/catalog/default/system/base-map/clusters', 'Relief shading'],
  ['/catalog/default/group/team-basemap/clusters', 'Relief shading'],
] as const;

async function open(page: Page, path: string, text: string) {
  await page.goto(path);
  await expect(page.getByRole('main').getByText(text).first()).toBeVisible();
  await settled(page);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    for (const [path, text] of PAGES) {
      test(`axe finds nothing serious on ${path}`, async ({ page }) => {
        await open(page, path, text);
        await expect(page.locator('body')).toHaveAttribute(
          'data-theme-mode',
          colorScheme,
        );
        expect(await seriousViolations(page, 'main')).toEqual([]);
      });
    }
  });
}

test('a cluster can be found and opened with the keyboard alone', async ({
  page,
}) => {
  await page.goto('/fleet/overview');
  await page.getByRole('tab', { name: 'Overview' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/fleet\/clusters/);
  const search = page.getByRole('searchbox', { name: 'Search clusters' });
  await expect(search).toBeVisible();
  await tabTo(page, search);
  await page.keyboard.type('svalbard');
  const rows = page.getByRole('grid', { name: 'Clusters' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await tabTo(page, rows.nth(1));
  // Arrows move within a table, as everywhere.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/global\/appliance-svalbard$/);
});

/** Presses Tab until an element has the focus, as often as a person would put up with. */
async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 15; presses++) {
    if (await target.evaluate(element => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test.describe('on 600 pixels', () => {
  test.use({ viewport: { width: 600, height: 900 } });

  for (const [path, text] of PAGES) {
    test(`nothing is cut off on ${path}`, async ({ page }) => {
      await open(page, path, text);
      expect(await overflow(page)).toEqual([]);
    });
  }
});
