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

// All ways of looking at a page are told, not only the first that fails.
const softly = expect.configure({ soft: true });

for (const portalPage of [...PAGES, ...STATES]) {
  test(`${portalPage.name}: axe in light and dark, nothing cut off on 600 pixels`, async ({
    page,
  }) => {
    await open(page, portalPage);
    for (const colorScheme of ['light', 'dark'] as const) {
      await test.step(colorScheme, async () => {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('body')).toHaveAttribute(
          'data-theme-mode',
          colorScheme,
        );
        // Parts of the portal itself load again when the theme changes.
        await softly
          .poll(
            () => seriousViolations(page, portalPage.within ?? 'main'),
            colorScheme,
          )
          .toEqual([]);
      });
    }
    await test.step('600 pixels', async () => {
      await page.setViewportSize({ width: 600, height: 900 });
      await expect
        .poll(() => overflow(page, portalPage.within), '600 pixels')
        .toEqual([]);
      if (portalPage.path.startsWith('/fleet')) {
        // The tabs of the header scroll by themselves.
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth),
        ).toBe(600);
      }
    });
  });
}

test('on a phone the tab that is open is in view, and the others are a swipe away', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/fleet/mesh');
  await expect(page.getByRole('tab', { selected: true })).toHaveText('Mesh');
  await expect(page.getByRole('tab', { name: 'Mesh' })).toBeInViewport({
    ratio: 0.9,
  });
  const overview = page.getByRole('tab', { name: 'Overview' });
  await expect(overview).not.toBeInViewport({ ratio: 0.9 });
  await overview.scrollIntoViewIfNeeded();
  await expect(overview).toBeInViewport({ ratio: 0.9 });
});

test('a tab that is opened moves the row of tabs, and never the page', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 500 });
  await page.goto('/fleet/clusters');
  const cluster = page.getByRole('link', { name: 'lab-k3s' });
  // Skeletons have no links, and go.
  await expect(cluster).toBeAttached();
  await cluster.scrollIntoViewIfNeeded();
  await expect(page.getByRole('tablist')).not.toBeInViewport();
  await cluster.click();
  await expect(page.getByRole('heading', { name: 'lab-k3s' })).toBeAttached();
  await page.goBack();
  await expect(cluster).toBeInViewport();
  // What opens settles within a frame or two.
  await page.waitForTimeout(500);
  await expect(cluster).toBeInViewport();
});

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
