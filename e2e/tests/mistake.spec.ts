import { DemoRepository, expect, test } from '../portal';

// What is waited for: Config Sync's look at Git, a sweep, and for the notification a second one.
const IN_TIME = { timeout: 120_000 };
const FILE = 'prod/deployment.yaml';
const HEADLINE = 'The field status must not be in the source';

test('a mistake in Git is shown, explained and told, and all of it clears when it is mended', async ({
  page,
  context,
}) => {
  test.setTimeout(600_000);
  const repository = await DemoRepository.clone('acme/cadastre-config');
  const good = await repository.read(FILE);
  try {
    await page.goto('/fleet/errors');
    await expect(
      page.getByRole('heading', { name: /causes? break/ }),
    ).toBeVisible();
    const row = page.getByRole('row').filter({ hasText: HEADLINE });
    await expect(row).toHaveCount(0);

    const broken = await repository.push(
      FILE,
      `${good}status:\n  replicas: 3\n`,
      'Write down how many there are',
    );
    // Nobody reloads. New rows wait until whoever reads the page wants them.
    await page.getByRole('button', { name: /new\. Show/ }).click(IN_TIME);
    await expect(row).toContainText('KNV1045');
    // Both clusters that follow the folder are in one group, which may take one more sweep.
    await expect(row.getByRole('link', { name: '2', exact: true })).toHaveCount(
      2,
      IN_TIME,
    );

    await row.getByRole('link', { name: HEADLINE }).click();
    const main = page.getByRole('main');
    await expect(main.getByRole('heading', { name: HEADLINE })).toBeVisible();
    for (const name of ['Cause', 'Remedy', 'in the files in Git']) {
      await expect(main.getByText(name, { exact: true })).toBeVisible();
    }
    for (const cluster of ['atkv3-prod', 'atgcp1-prod']) {
      await expect(main.getByRole('link', { name: cluster })).toBeVisible();
    }
    const file = main.getByRole('link', { name: new RegExp(FILE) });
    expect(await file.getAttribute('href')).toContain(
      `/blob/${broken}/${FILE}`,
    );

    const inbox = await context.newPage();
    await inbox.goto('/notifications');
    await expect(
      inbox.getByText(`${HEADLINE} on 2 clusters`).first(),
    ).toBeVisible(IN_TIME);

    await repository.push(FILE, good, 'Leave that to the cluster');
    await expect(main.getByText(/^Healed\. It was there/)).toBeVisible(IN_TIME);
    await expect(inbox.getByText(`Healed: ${HEADLINE}`).first()).toBeVisible(
      IN_TIME,
    );
    // The notification was changed, not followed by another one.
    await expect(inbox.getByText(`${HEADLINE} on 2 clusters`)).toHaveCount(0);
    await page.goto('/fleet/errors');
    await expect(
      page.getByRole('heading', { name: /causes? break/ }),
    ).toBeVisible();
    await expect(row).toHaveCount(0);
  } finally {
    // Also for whoever runs this against a demo that goes on.
    if ((await repository.read(FILE)) !== good) {
      await repository.push(FILE, good, 'Mend it after all');
    }
    await repository.remove();
  }
});
