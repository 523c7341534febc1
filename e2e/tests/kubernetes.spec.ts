import { expect, test } from '../portal';

test('the pods of a service are shown on an on-prem and on a GKE cluster', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/cadastre-api/kubernetes');
  const main = page.getByRole('main');
  for (const cluster of ['atkv3-prod', 'atgcp1-prod']) {
    const panel = main.getByRole('button').filter({ hasText: cluster });
    await expect(panel).toContainText('3 pods');
    await expect(panel).toContainText('No pods with errors');
  }
  await main.getByRole('button').filter({ hasText: 'atkv3-prod' }).click();
  await expect(main.getByText('cadastre-api').first()).toBeVisible();
  // Only clusters that the service runs on are asked.
  await expect(main).not.toContainText('atbm1-prod');
});
