import type { Page } from '@playwright/test';
import { DemoRepository, expect, seriousViolations, test } from '../portal';

// Two commits, two clusters, and the sweeps that see them.
const IN_TIME = { timeout: 180_000 };
const SERVICE = 'place-search';
const NAMESPACE = 'place-search-main';

/** Fills in the form as a person does, and starts the task. */
async function create(page: Page) {
  await page.goto('/create/templates/default/namespace-and-service');
  await page.getByLabel('What is the service called?').fill(SERVICE);
  await page.getByLabel('What does it do?').fill('Finds places by name');
  await page.getByRole('textbox', { name: /^Namespace/ }).fill(NAMESPACE);
  for (const cluster of ['atkv3-prod', 'atgcp1-prod']) {
    await page
      .getByRole('searchbox', { name: 'Search clusters' })
      .fill(cluster);
    await page.getByRole('row').filter({ hasText: cluster }).first().click();
  }
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Who calls it?')).toBeVisible();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
}

test('a service with its namespace goes from a form to both clusters, and a second time nothing changes', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await page.goto('/create/templates/default/namespace-and-service');
  await expect(
    page.getByRole('searchbox', { name: /Search clusters/ }),
  ).toBeVisible();
  expect(await seriousViolations(page, 'form')).toEqual([]);

  await create(page);
  await expect(page.getByText(`${SERVICE} runs in ${NAMESPACE}`)).toBeVisible(
    IN_TIME,
  );

  // What is in Git is what Config Sync applies, and nothing is beside it.
  const services = await DemoRepository.clone('acme/services');
  const platform = await DemoRepository.clone('acme/fleet-config');
  try {
    expect(
      await services.read(`${NAMESPACE}/base/${SERVICE}/deployment.yaml`),
    ).toContain(`name: ${SERVICE}`);
    expect(
      await platform.read(`clusters/atgcp1-prod/${NAMESPACE}/namespace.yaml`),
    ).toContain('istio-injection: enabled');
    expect(
      await platform.read(`clusters/atkv3-prod/${NAMESPACE}/namespace.yaml`),
    ).toContain('istio.io/rev');
    const commits = [await services.commit(), await platform.commit()];

    await page.getByRole('link', { name: /where it runs/ }).click();
    await expect(page.getByText('Live on all 2 clusters.')).toBeVisible(
      IN_TIME,
    );
    for (const cluster of ['atkv3-prod', 'atgcp1-prod']) {
      await expect(page.getByRole('link', { name: cluster })).toBeVisible();
    }

    await create(page);
    await expect(page.getByText(/^Nothing changed/)).toBeVisible(IN_TIME);
    expect([
      await services.newestCommit(),
      await platform.newestCommit(),
    ]).toEqual(commits);
  } finally {
    await services.remove();
    await platform.remove();
  }
});

test('actions are documented with their examples', async ({ page }) => {
  await page.goto('/create/actions');
  for (const action of [
    'clusters:select',
    'config-repo:publish',
    'fleet-namespace:create',
    'manifests:check',
    'mesh-service:create',
    'namespace:create',
    'sync:wait',
  ]) {
    await expect(
      page.getByText(`anthos-fleet:${action}`, { exact: true }).first(),
    ).toBeVisible();
  }
});
