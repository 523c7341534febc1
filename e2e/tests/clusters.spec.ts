import { demoClusters, expect, test } from '../portal';

// Where each cluster of examples/fleet.yaml stands, as a person should read it. Two clusters of one
// name are told apart by the location of their registration.
const PLACES: Record<string, string> = {
  'europe-north1/atkv3-prod': 'On-prem Oslo DC1',
  'europe-north1/atkv3-dev': 'On-prem Oslo DC1',
  'global/atkv2-dev': 'On-prem Oslo DC1',
  'europe-north1/atkv3-sandbox': 'On-prem Oslo DC1',
  'europe-north1/atkv3-admin': 'On-prem Oslo DC1',
  'europe-north1/atbm1-prod': 'On-prem Oslo DC2',
  'global/atbm1-admin': 'On-prem Oslo DC2',
  'europe-north1/atbm2-harbour': 'On-prem Bergen harbour',
  'europe-north1/atgcp1-prod': 'Google Cloud europe-north1',
  'europe-north1/atgcp1-dev': 'Google Cloud europe-north1',
  'europe-north1/atgcp1-sandbox': 'Google Cloud europe-north1-a',
  'europe-north1/tiles-prod': 'Google Cloud europe-north1',
  'europe-west4/tiles-prod': 'Google Cloud europe-west4',
  'europe-west1/atgcp2-sandbox': 'Google Cloud europe-west1',
  'europe-west4/aws-satellite-prod': 'AWS eu-north-1a',
  'europe-west4/azure-geodata-dev': 'Azure place not known',
  'europe-west4/azure-archive': 'Azure place not known',
  'europe-west1/eks-cadastre-legacy': 'AWS eu-north-1a',
  'europe-west1/edge-tromso': 'Edge Tromsø',
  'global/appliance-svalbard': 'Edge Svalbard',
  'global/lab-k3s': 'Other place not known',
};

const clusters = demoClusters();

test('the table of places names every cluster of the demo fleet', () => {
  expect(Object.keys(PLACES).sort()).toEqual(
    clusters.map(({ location, name }) => `${location}/${name}`).sort(),
  );
});

test('the list has every cluster with its place', async ({ page }) => {
  await page.goto('/fleet/clusters');
  const rows = page.getByRole('grid', { name: 'Clusters' }).getByRole('row');
  await expect(rows).toHaveCount(clusters.length + 1);
  for (const { name, location, ref } of clusters) {
    const row = rows.filter({
      has: page.locator(`a[href="/fleet/clusters/${ref}"]`),
    });
    await expect(row.getByRole('link', { name, exact: true })).toBeVisible();
    const [, hosting, place] = /^(On-prem|Google Cloud|\w+) (.*)$/.exec(
      PLACES[`${location}/${name}`],
    )!;
    const cell = row.getByRole('gridcell').first();
    await expect(cell.getByText(hosting, { exact: true })).toBeVisible();
    await expect(cell.getByText(place, { exact: true })).toBeVisible();
  }
});

test('a cluster says what is wrong with it and where', async ({ page }) => {
  await page.goto('/fleet/clusters?q=atkv3-dev');
  await page.getByRole('link', { name: 'atkv3-dev', exact: true }).click();
  await expect(page).toHaveURL(
    /\/fleet\/clusters\/acme-fleet\/europe-north1\/atkv3-dev$/,
  );
  const main = page.getByRole('main');
  await expect(main).toContainText('On-prem · Oslo DC1 · GDC on VMware');
  await expect(main).toContainText('2 sync errors');
  // It is registered a second time under another name.
  await expect(
    main.getByRole('link', { name: 'acme-fleet/global/atkv2-dev' }),
  ).toBeVisible();
  // The sync that fails leads to the file.
  await main
    .getByRole('link', { name: /root-sync/ })
    .first()
    .click();
  await expect(main.getByText('KNV1021').first()).toBeVisible();
  await expect(
    main.getByText('clusters/atkv3-dev/cadastre/virtual-service.yaml').first(),
  ).toBeVisible();
});

test('a refresh is taken and said', async ({ page }) => {
  await page.goto('/fleet/clusters/acme-fleet/europe-north1/atkv3-prod');
  const answer = page.waitForResponse(
    response =>
      response.url().endsWith('/refresh') &&
      response.request().method() === 'POST',
  );
  await page.getByRole('main').getByRole('button', { name: 'Refresh' }).click();
  expect((await answer).status()).toBe(202);
});

test('a cluster that does not exist is said to be missing', async ({
  page,
}) => {
  await page.goto('/fleet/clusters/acme-fleet/europe-north1/no-such-cluster');
  await expect(page.getByRole('main')).toContainText('no-such-cluster');
  await expect(
    page.getByRole('main').getByRole('button', { name: 'Refresh' }),
  ).toHaveCount(0);
});

test('filters are in the address and survive a reload', async ({ page }) => {
  await page.goto('/fleet/clusters');
  await page.getByRole('button', { name: 'Runs on' }).click();
  await page.getByRole('option', { name: 'On-prem' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/hosting=on-prem/);
  await page
    .getByRole('searchbox', { name: 'Search clusters' })
    .fill('oslo dc2');
  await expect(page).toHaveURL(/q=oslo(\+|%20)dc2/);
  const names = page
    .getByRole('grid', { name: 'Clusters' })
    .getByRole('rowheader')
    .getByRole('link');
  await expect(names).toHaveText(['atbm1-admin', 'atbm1-prod']);

  await page.reload();
  await expect(names).toHaveText(['atbm1-admin', 'atbm1-prod']);
  await expect(
    page.getByRole('searchbox', { name: 'Search clusters' }),
  ).toHaveValue('oslo dc2');

  await page.getByRole('columnheader', { name: 'Cluster' }).click();
  await expect(names).toHaveText(['atbm1-prod', 'atbm1-admin']);
  await page.reload();
  await expect(names).toHaveText(['atbm1-prod', 'atbm1-admin']);
});

test('counts of the overview lead to the clusters that they count', async ({
  page,
}) => {
  await page.goto('/fleet');
  await page
    .getByRole('main')
    .getByRole('link', { name: '8 clusters', exact: true })
    .click();
  await expect(page).toHaveURL(/hosting=on-prem/);
  await expect(
    page.getByRole('grid', { name: 'Clusters' }).getByRole('rowheader'),
  ).toHaveCount(8);
});
