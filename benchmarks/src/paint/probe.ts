/** What happened in a page. */
export interface Seen {
  /** When what was looked for had been painted, milliseconds since the beginning. */
  paintedAt?: number;
  /** Tasks that held the page up, over 50 ms each. */
  longTasks: { startTime: number; duration: number }[];
}

declare global {
  interface Window {
    benchSeen: Seen;
    benchLookFor(selector: string, since: number): void;
  }
}

/**
 * Runs in every page before its own scripts: notes the tasks that block it, and the moment when an
 * element has been painted, counted from the beginning of the navigation.
 *
 * @param views - what to look for on which path
 */
export function installProbe(views: { path: string; selector: string }[]) {
  window.benchSeen = { longTasks: [] };
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) {
      window.benchSeen.longTasks.push({ startTime, duration });
    }
  }).observe({ type: 'longtask', buffered: true });
  window.benchLookFor = (wanted, since) => {
    window.benchSeen.paintedAt = undefined;
    const look = () => {
      if (!document.querySelector(wanted)) {
        requestAnimationFrame(look);
        return;
      }
      // This frame paints it; a message comes through when the frame is done.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          window.benchSeen.paintedAt = performance.now() - since;
        };
        port2.postMessage(undefined);
      });
    };
    look();
  };
  const view = views.find(({ path }) => path === window.location.pathname);
  if (view) {
    window.benchLookFor(view.selector, 0);
  }
}
