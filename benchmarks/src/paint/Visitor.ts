import { chromium, type Browser, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { installProbe } from './probe';
import { Traffic } from './Traffic';
import { FLOOR, VIEWS, type View } from './views';

const PATIENCE_MS = 60_000;
/** After this long without a request, a view has asked for everything. */
const QUIET_MS = 1_500;
const STEP_PX = 240;
const STEP_MS = 40;
const STEPS = 40;

/** One visit of one view. */
export interface Visit {
  /** From the beginning of the navigation until it was painted, milliseconds. */
  paintedAt: number;
  /** The longest task before that, and the longest one after; 0 when none took 50 ms. */
  longestBefore: number;
  longestAfter: number;
  /** Requests to the suite's back end, and how many of them were answered with 304. */
  requests: string[];
  unchanged: number;
  /** Signals of the suite that came, each of which may make the page ask again. */
  signals: number;
}

function systemChromium(): string | undefined {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], {
        encoding: 'utf8',
      }).trim();
    } catch {
      // the next one
    }
  }
  return undefined;
}

/** Starts the browser of the system where there is one; Playwright's own otherwise. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: systemChromium(),
    // Chromium refuses to run as root with its sandbox; the pages are our own.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });

/** Somebody with a browser whose cache is empty at first. */
export class Visitor {
  private constructor(
    private readonly page: Page,
    private readonly traffic: Traffic,
    private readonly url: string,
  ) {}

  static async come(browser: Browser, url: string) {
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 900 },
    });
    const page = await context.newPage();
    await page.addInitScript(installProbe, [FLOOR, ...VIEWS]);
    return new Visitor(page, await Traffic.of(context, page), url);
  }

  /** Opens a view by its address. */
  async open({ path }: View): Promise<Visit> {
    this.traffic.take();
    await this.page.goto(`${this.url}${path}`);
    return this.#visit();
  }

  /** Goes to a view by a link of the page that is open. */
  async follow({ path, selector }: View): Promise<Visit> {
    this.traffic.take();
    await this.page.evaluate(
      ([href, wanted]) => {
        const link = document.querySelector<HTMLElement>(`a[href="${href}"]`);
        if (!link) {
          throw new Error(`No link to ${href}`);
        }
        window.benchSeen.longTasks = [];
        const since = performance.now();
        link.click();
        window.benchLookFor(wanted, since);
      },
      [path, selector],
    );
    return this.#visit();
  }

  /** Scrolls down and up again. @returns the longest task meanwhile, and the longest wait for a frame */
  async scroll(): Promise<{ longestTask: number; longestFrame: number }> {
    await this.page.evaluate(() => {
      window.benchSeen.longTasks = [];
    });
    const frames = this.page.evaluate(
      ms =>
        new Promise<number>(done => {
          const end = performance.now() + ms;
          let last = performance.now();
          let longest = 0;
          const frame = (now: number) => {
            longest = Math.max(longest, now - last);
            last = now;
            if (now < end) {
              requestAnimationFrame(frame);
            } else {
              done(longest);
            }
          };
          requestAnimationFrame(frame);
        }),
      STEPS * STEP_MS,
    );
    await this.page.mouse.move(640, 600);
    for (let step = 0; step < STEPS; step++) {
      await this.page.mouse.wheel(0, step < STEPS / 2 ? STEP_PX : -STEP_PX);
      await this.page.waitForTimeout(STEP_MS);
    }
    const longestFrame = await frames;
    const { longTasks } = await this.page.evaluate(() => window.benchSeen);
    return {
      longestTask: Math.max(0, ...longTasks.map(({ duration }) => duration)),
      longestFrame,
    };
  }

  leave(): Promise<void> {
    return this.page.context().close();
  }

  async #visit(): Promise<Visit> {
    await this.page.waitForFunction(
      () => window.benchSeen?.paintedAt !== undefined,
      undefined,
      { timeout: PATIENCE_MS },
    );
    await this.page.waitForTimeout(QUIET_MS);
    const { paintedAt = NaN, longTasks } = await this.page.evaluate(
      () => window.benchSeen,
    );
    const longest = (tasks: typeof longTasks) =>
      Math.max(0, ...tasks.map(({ duration }) => duration));
    const { requests, signals } = this.traffic.take();
    return {
      paintedAt,
      longestBefore: longest(
        longTasks.filter(({ startTime }) => startTime < paintedAt),
      ),
      longestAfter: longest(
        longTasks.filter(({ startTime }) => startTime >= paintedAt),
      ),
      requests: requests.map(({ path }) => path),
      unchanged: requests.filter(({ status }) => status === 304).length,
      signals,
    };
  }
}
