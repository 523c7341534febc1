import { expect, seriousViolations, test } from '../portal';

const search = (words: string, type: string) =>
  `/search?${new URLSearchParams({ query: words, 'types[]': type })}`;

test('clusters are found by where they stand, from any page', async ({
  page,
}) => {
  await page.goto('/home');
  const field = page.getByRole('textbox', { name: 'Search' });
  await field.fill('Svalbard');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/search\?query=Svalbard/);
  // The index follows the fleet by a minute.
  const found = page.locator(
    'a[href="/fleet/clusters/acme-fleet/global/appliance-svalbard"]',
  );
  await expect(async () => {
    await page.reload();
    await expect(found).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 120_000 });
  expect(
    await seriousViolations(page, 'li > div:has(a[href^="/fleet/clusters/"])'),
  ).toEqual([]);
  await found.click();
  await expect(
    page.getByRole('heading', { name: 'appliance-svalbard' }),
  ).toBeVisible();
});

test('errors are found by their code', async ({ page }) => {
  await expect(async () => {
    await page.goto(search('KNV1021', 'anthos-fleet-error'));
    await expect(page.locator('a[href^="/fleet/errors/"]').first()).toBeVisible(
      { timeout: 5_000 },
    );
  }).toPass({ timeout: 120_000 });
  await page.locator('a[href^="/fleet/errors/"]').first().click();
  await expect(page.getByRole('main')).toContainText('KNV1021');
});
