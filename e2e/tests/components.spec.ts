import { expect, test } from '../portal';

const title = 'Where its components run';

test('a system says how its components are, and leads to each of them', async ({
  page,
}) => {
  await page.goto('/catalog/default/system/base-map');
  const card = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: title }) });
  await expect(card).toContainText(/\d of \d components are in sync\./);
  await expect(card).toContainText('in sync on all 2 clusters');
  await expect(card).toContainText('1 more component names no cluster.');
  await card.getByRole('link', { name: 'Elevation API' }).click();
  await expect(page).toHaveURL(/\/component\/elevation-api/);
});

for (const [entity, component] of [
  ['domain/national-map', 'Satellite ingest'],
  ['group/team-property', 'Cadastre API'],
  // What the groups below it own.
  ['group/kartnord', 'Node agent'],
]) {
  test(`${entity} has the tab with ${component}`, async ({ page }) => {
    await page.goto(`/catalog/default/${entity}/clusters`);
    await expect(
      page.getByRole('main').getByRole('link', { name: component }).first(),
    ).toBeVisible();
  });
}
