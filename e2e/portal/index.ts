import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { parse } from 'yaml';

export { DemoRepository } from './DemoRepository';
export { open, PAGES, STATES, type PortalPage } from './pages';
export { shiftsOf, watchShifts } from './shifts';
export { expect };

/** Tests of the portal that `startPortal` started. A page that throws fails its test. */
export const test = base.extend({
  baseURL: async ({}, use) => {
    await use(process.env.PORTAL_URL);
  },
  page: async ({ page }, use) => {
    const thrown: Error[] = [];
    page.on('pageerror', error => thrown.push(error));
    await use(page);
    expect(thrown).toEqual([]);
  },
});

interface FleetFile {
  project: { id: string };
  clusters: Array<{ name: string; location: string }>;
}

/** Every cluster of the demo fleet, as its file has it. */
export function demoClusters() {
  const file = resolve(__dirname, '../../examples/fleet.yaml');
  const { project, clusters } = parse(readFileSync(file, 'utf8')) as FleetFile;
  return clusters.map(({ name, location }) => ({
    name,
    location,
    ref: `${project.id}/${location}/${name}`,
  }));
}

/** What axe finds seriously wrong within a part of the page, in words. */
export async function seriousViolations(page: Page, within: string) {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes
          .map(node => `  ${node.target.join(' ')} ${node.failureSummary}`)
          .join('\n')}`,
    );
}

/**
 * Elements of a part of the page that reach beyond the right edge of the window, unless they are in
 * something that scrolls by itself, as a wide table or a row of tabs does.
 */
export async function overflow(page: Page, within = 'main'): Promise<string[]> {
  return page.locator(within).evaluate(main => {
    const scrolls = (element: Element) =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const isInScroller = (element: Element) => {
      let parent = element.parentElement;
      while (parent && parent !== main) {
        if (scrolls(parent)) {
          return true;
        }
        parent = parent.parentElement;
      }
      return false;
    };
    return Array.from(main.querySelectorAll('*'))
      .filter(
        element =>
          element.getBoundingClientRect().right > window.innerWidth + 1 &&
          !isInScroller(element),
      )
      .map(element => element.outerHTML.slice(0, 200));
  });
}
