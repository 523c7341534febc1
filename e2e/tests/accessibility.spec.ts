import type { Locator, Page } from '@playwright/test';
import {
  expect,
  open,
  overflow,
  PAGES,
  seriousViolations,
  STATES,
  test,
} from '../portal';

const ALL = [...PAGES, ...STATES];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    for (const portalPage of ALL) {
      test(`axe finds nothing serious on ${portalPage.name}`, async ({
        page,
      }) => {
        await open(page, portalPage);
        await expect(page.locator('body')).toHaveAttribute(
          'data-theme-mode',
          colorScheme,
        );
        expect(
          await seriousViolations(page, portalPage.within ?? 'main'),
        ).toEqual([]);
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

  for (const portalPage of ALL) {
    test(`nothing is cut off on ${portalPage.name}`, async ({ page }) => {
      await open(page, portalPage);
      expect(await overflow(page, portalPage.within)).toEqual([]);
    });
  }
});
