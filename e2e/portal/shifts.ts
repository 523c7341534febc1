import type { Page } from '@playwright/test';

/** A movement of what is on the page that nobody asked for. */
export interface Shift {
  /** Share of the window that moved times how far, as the browser counts it. */
  value: number;
  /** What moved, in short. */
  moved: string[];
}

declare global {
  interface Window {
    seenShifts: Shift[];
  }
}

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

/** Notes from now on what moves on each page that is opened. */
export const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    window.seenShifts = [];
    new PerformanceObserver(list => {
      for (const shift of list.getEntries() as LayoutShift[]) {
        if (!shift.hadRecentInput) {
          window.seenShifts.push({
            value: shift.value,
            moved: shift.sources.map(
              ({ node, previousRect, currentRect }) =>
                `${node?.nodeName} "${node?.textContent?.slice(0, 40)}": ${
                  previousRect.x
                },${previousRect.y} to ${currentRect.x},${currentRect.y}`,
            ),
          });
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** What moved since the page was opened, and how much altogether. */
export async function shiftsOf(page: Page) {
  const shifts = await page.evaluate(() => window.seenShifts);
  return {
    total: shifts.reduce((sum, { value }) => sum + value, 0),
    moved: shifts.flatMap(({ moved }) => moved),
  };
}
