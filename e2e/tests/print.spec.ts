import { expect, open, PAGES, test } from '../portal';

/** A4 held upright with the browser's usual margins, CSS pixels. */
const PAPER = { width: 718, height: 1047 };

/** One list, one page of details, and one part of a page that is the portal's. */
const PRINTED = PAGES.filter(({ name }) =>
  ['errors', 'cluster', 'component-clusters'].includes(name),
);

for (const portalPage of PRINTED) {
  test(`${portalPage.name} can be printed, in the dark theme too`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open(page, portalPage);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.setViewportSize(PAPER);
    const when = page.getByText(/^As it was on /);
    await expect(when).toBeVisible();
    const sheet = when.locator('xpath=ancestor::*[.//h2 or .//h3][1]');
    // Nothing to press, but what is folded keeps its heading.
    await expect(
      sheet.locator('button:not([aria-expanded]):visible'),
    ).toHaveCount(0);
    await expect(page.getByText('every 30 seconds')).toBeHidden();
    await expect(sheet.getByRole('heading').first()).toHaveCSS(
      'color',
      'rgb(0, 0, 0)',
    );
    const cutOff = await sheet.evaluate(
      (element, width) =>
        [...element.querySelectorAll('*')]
          .filter(part => part.getBoundingClientRect().right > width + 1)
          .map(part => part.textContent?.slice(0, 40)),
      PAPER.width,
    );
    expect(cutOff).toEqual([]);
  });
}
