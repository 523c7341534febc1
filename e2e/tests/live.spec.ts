import { expect, seriousViolations, test } from '../portal';

test('a page says that the portal is out of reach, keeps what it shows, and recovers', async ({
  page,
  context,
}) => {
  await page.goto('/fleet/errors');
  const row = page.getByRole('rowheader').first();
  await expect(row).toBeVisible();
  const lost = page
    .getByRole('main')
    .getByText('no connection to the portal', { exact: false });
  await context.setOffline(true);
  await expect(lost).toBeVisible();
  await expect(row).toBeVisible();
  expect(await seriousViolations(page, 'main')).toEqual([]);
  // On paper it is not to be missed either: what stands there is older than the page says.
  await page.emulateMedia({ media: 'print' });
  await expect(lost).toBeVisible();
  await page.emulateMedia({ media: null });
  await context.setOffline(false);
  await expect(lost).toHaveCount(0);
});
