import { expect, test } from '../portal';

const HEADLINE = /does not know the kind VirtualService/;

test('a developer comes from a red card to the faulty file in Git in two clicks', async ({
  page,
  context,
}) => {
  await page.goto('/catalog/default/component/cadastre-api');
  const card = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Where it runs' }) });
  await expect(card).toContainText('atkv3-dev is held back');

  await card.getByRole('link', { name: HEADLINE }).click();
  const main = page.getByRole('main');
  await expect(main.getByText('Remedy', { exact: true })).toBeVisible();

  const opened = context.waitForEvent('page');
  await main
    .getByRole('link', { name: /^clusters\/atkv3-dev\/.*\.yaml at/ })
    .click();
  const git = await opened;
  await expect(
    git.getByRole('heading', {
      name: 'clusters/atkv3-dev/cadastre/virtual-service.yaml',
    }),
  ).toBeVisible();
  await expect(git.getByText('kind: VirtualService')).toBeVisible();
});

test('the platform team comes from the fleet page to the cause on most clusters in one click', async ({
  page,
}) => {
  await page.goto('/fleet/overview');
  const worst = page
    .getByRole('list', { name: 'Causes on most clusters' })
    .getByRole('listitem')
    .first();
  await expect(worst).toContainText('3 clusters');
  await worst.getByRole('link', { name: HEADLINE }).click();
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: HEADLINE })).toBeVisible();
  await expect(main).toContainText('Has broken 3 syncs on 3 clusters');
  for (const cluster of ['atkv2-dev', 'atkv3-dev', 'atgcp1-dev']) {
    await expect(
      main.getByRole('link', { name: cluster, exact: true }),
    ).toBeVisible();
  }
});

test('columns are chosen with the keyboard, and the choice is in the address', async ({
  page,
}) => {
  await page.goto('/fleet/clusters');
  const nodes = page.getByRole('columnheader', { name: 'Nodes' });
  await expect(nodes).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).press('Enter');
  const choice = page.getByRole('checkbox', { name: 'Nodes' });
  await choice.press('Space');
  await expect(choice).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(nodes).toHaveCount(0);
  await page.reload();
  await expect(
    page.getByRole('columnheader', { name: 'Cluster', exact: true }),
  ).toBeVisible();
  await expect(nodes).toHaveCount(0);
  expect(page.url()).toContain('columns=');
});

test('the list of errors says whom each concerns, and leads to their syncs', async ({
  page,
}) => {
  await page.goto('/fleet/errors');
  const row = page.getByRole('row').filter({ hasText: HEADLINE });
  await expect(row).toContainText('new within a day: 3 syncs now');
  await row.getByRole('link', { name: /^On-prem\s2$/ }).click();
  const syncs = page.getByRole('grid', { name: 'Syncs' });
  await expect(syncs.getByRole('rowheader')).toHaveCount(2);
});
