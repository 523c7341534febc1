import { setTimeout as sleep } from 'node:timers/promises';
import { expect, open, PAGES, shiftsOf, test, watchShifts } from '../portal';

/** Long enough that a skeleton is painted before what it stands for. */
const ANSWER_MS = 700;
/** A fifth of what the Web Vitals call good: a line more in a sentence is over it. */
const STEADY = 0.02;

/** Pages that are the suite's alone; on others the portal's own cards move, too. */
const OURS = PAGES.filter(({ path }) => /^\/fleet|\/clusters$/.test(path));

for (const portalPage of OURS) {
  test(`${portalPage.name} does not move when its data comes`, async ({
    page,
  }) => {
    await watchShifts(page);
    await page.route('**/api/anthos-fleet/**', async route => {
      await sleep(ANSWER_MS);
      await route.continue();
    });
    await open(page, portalPage);
    const { total, moved } = await shiftsOf(page);
    expect(total, moved.join('\n')).toBeLessThan(STEADY);
    // A live page may ask again while this one ends.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}
