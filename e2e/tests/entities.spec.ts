import { demoClusters, expect, test } from '../portal';

const whereItRuns = 'Where it runs';

test('a component says on which clusters it runs, and where they stand', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/cadastre-api');
  const card = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: whereItRuns }) });
  await expect(card).toContainText('Live on 2 of 3 clusters.');
  const onPrem = card.getByRole('region', { name: 'On-prem' });
  await expect(onPrem.getByRole('listitem')).toHaveText([
    /atkv3-dev.*Oslo DC1.*sync error/,
    /atkv3-prod.*Oslo DC1.*synced/,
  ]);
  await expect(
    card.getByRole('region', { name: 'Google Cloud' }).getByRole('listitem'),
  ).toHaveText([/atgcp1-prod.*europe-north1.*synced/]);
});

test('an agent that runs everywhere lists every cluster, and why', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/node-agent/clusters');
  for (const { name, ref } of demoClusters()) {
    await expect(
      page
        .getByRole('main')
        .locator(`a[href="/fleet/clusters/${ref}"]`)
        .getByText(name),
    ).toBeVisible();
  }
  // One reason for all of them is said once.
  await expect(
    page.getByText('anthos-fleet/cluster-selector', { exact: true }),
  ).toHaveCount(1);
});

// Each way in which an entity finds its clusters, with one that it finds.
for (const [entity, cluster, source] of [
  ['address-api', 'atgcp1-dev', 'anthos-fleet/cluster'],
  ['map-tiles', 'atbm1-prod', 'anthos-fleet/cluster-selector'],
  ['deeds-archive', 'eks-cadastre-legacy', 'backstage.io/kubernetes-cluster'],
  ['sea-charts', 'atbm2-harbour', 'dependsOn'],
]) {
  test(`${entity} finds ${cluster} by ${source}`, async ({ page }) => {
    await page.goto(`/catalog/default/component/${entity}/clusters`);
    const main = page.getByRole('main');
    await expect(
      main.getByRole('link', { name: cluster, exact: true }).first(),
    ).toBeVisible();
    await expect(main.getByText(source, { exact: true }).first()).toBeVisible();
  });
}

test('a name that two clusters share means both', async ({ page }) => {
  await page.goto('/catalog/default/component/address-api/clusters');
  const links = page
    .getByRole('main')
    .getByRole('link', { name: 'tiles-prod', exact: true });
  await expect
    .poll(async () => {
      const addresses = await links.evaluateAll(all =>
        all.map(link => link.getAttribute('href')),
      );
      return [...new Set(addresses)].sort();
    })
    .toEqual([
      '/fleet/clusters/acme-fleet/europe-north1/tiles-prod',
      '/fleet/clusters/acme-fleet/europe-west4/tiles-prod',
    ]);
});

test('mistakes in annotations are explained', async ({ page }) => {
  await page.goto('/catalog/default/component/place-names/clusters');
  const main = page.getByRole('main');
  await expect(main).toContainText('atgcp1-prd');
  await expect(main).toContainText('env in (dev');
  await expect(main).toContainText('Place_Names');
  // What can be read still counts.
  await expect(
    main.getByRole('link', { name: 'atgcp1-dev', exact: true }).first(),
  ).toBeVisible();
});

test('a component without annotation says how to add one', async ({ page }) => {
  await page.goto('/catalog/default/component/public-website/clusters');
  await expect(page.getByRole('main')).toContainText('anthos-fleet/cluster');
});

test('every cluster is in the catalog, and leads to the fleet', async ({
  page,
}) => {
  await page.goto(
    '/catalog/default/resource/acme-fleet.europe-north1.atkv3-prod',
  );
  const main = page.getByRole('main');
  await expect(main).toContainText('Oslo DC1');
  await main
    .locator('a[href="/fleet/clusters/acme-fleet/europe-north1/atkv3-prod"]')
    .first()
    .click();
  await expect(page).toHaveURL(/\/fleet\/clusters\/acme-fleet\//);
});
