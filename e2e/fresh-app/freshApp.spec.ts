import type { APIRequestContext } from '@playwright/test';
import { demoClusters, expect, test as base } from '../portal';

const { BACKEND_URL, COMPONENT } = process.env;
const PROD = demoClusters().filter(({ name }) => name.endsWith('-prod'));
const CLUSTER = PROD[0];

const test = base.extend({
  page: async ({ page }, use) => {
    await page.goto('/');
    // An app that nobody has changed asks guests to press a button.
    const enter = page.getByRole('button', { name: 'Enter' });
    const menu = page.getByRole('link', { name: 'Fleet', exact: true });
    await expect(enter.or(menu)).toBeVisible();
    if (await enter.isVisible()) {
      await enter.click();
    }
    await expect(menu).toBeVisible();
    await use(page);
  },
});

test('the menu leads to the fleet, and the fleet has its clusters', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Fleet', exact: true }).click();
  const main = page.getByRole('main');
  await expect(main).toContainText(`${demoClusters().length} clusters`);
  await page.goto('/fleet/clusters');
  const grid = page.getByRole('grid', { name: 'Clusters' });
  await expect(grid.getByRole('row')).toHaveCount(demoClusters().length + 1);
  await grid.getByRole('link', { name: CLUSTER.name, exact: true }).click();
  await expect(main).toContainText('GDC on VMware');
});

test('errors that the clusters told have their cause', async ({ page }) => {
  await page.goto('/fleet/errors');
  await expect(page.getByRole('main').getByText('KNV1021')).toBeVisible();
});

test('a component has the card, which says where it runs', async ({ page }) => {
  await page.goto(`/catalog/default/component/${COMPONENT}`);
  const card = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Where it runs' }) })
    .last();
  await expect(card.getByText(CLUSTER.name).first()).toBeVisible();
});

test('a component has the tab with all of its clusters', async ({ page }) => {
  await page.goto(`/catalog/default/component/${COMPONENT}`);
  // A tab of the old system, a link of the new one.
  await page
    .getByRole('tab', { name: 'Clusters' })
    .or(page.getByRole('link', { name: 'Clusters', exact: true }))
    .first()
    .click();
  for (const { ref } of PROD) {
    await expect(
      page
        .getByRole('main')
        .locator(`a[href="/fleet/clusters/${ref}"]`)
        .first(),
    ).toBeVisible();
  }
});

test('clusters are in the catalog, with their card', async ({ page }) => {
  await page.goto(
    `/catalog/default/resource/${CLUSTER.ref.replaceAll('/', '.')}`,
  );
  await expect(
    page
      .getByRole('article')
      .filter({
        has: page.getByRole('heading', { name: 'Cluster', exact: true }),
      })
      // In the old system the page is an article too.
      .last(),
  ).toContainText('GDC on VMware');
});

test('the modules of other plugins work', async ({ request }) => {
  const get = await asGuest(request);
  const { items } = await get('/api/kubernetes/clusters');
  expect(JSON.stringify(items)).toContain(CLUSTER.name);
  const actions = await get('/api/scaffolder/v2/actions');
  expect(JSON.stringify(actions)).toContain('anthos-fleet:');
  await expect
    .poll(async () => {
      const { results } = await get(`/api/search/query?term=${CLUSTER.name}`);
      return results.map(({ type }: { type: string }) => type);
    })
    .toContain('anthos-fleet-cluster');
});

/** Reads from the back end as the guest whom the front end signs in. */
async function asGuest(request: APIRequestContext) {
  const session = await request.get(`${BACKEND_URL}/api/auth/guest/refresh`);
  const { token } = (await session.json()).backstageIdentity;
  return async (path: string) => {
    const response = await request.get(`${BACKEND_URL}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status()).toBe(200);
    return response.json();
  };
}
