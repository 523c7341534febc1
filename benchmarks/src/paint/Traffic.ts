import type { BrowserContext, CDPSession, Page } from '@playwright/test';

const SIGNAL_CHANNEL = 'anthos-fleet';
const FLEET_API = '/api/anthos-fleet/';

/** Requests of a page to the suite's back end, as they went over the wire. */
export class Traffic {
  #requests = new Map<string, { path: string; status?: number }>();
  #signals = 0;

  private constructor(session: CDPSession) {
    session.on('Network.requestWillBeSent', ({ requestId, request }) => {
      const { pathname, search } = new URL(request.url);
      if (pathname.startsWith(FLEET_API) && request.method === 'GET') {
        this.#requests.set(requestId, { path: pathname + search });
      }
    });
    // Unlike the response that scripts see, this one tells 304 from an answer with a body.
    session.on(
      'Network.responseReceivedExtraInfo',
      ({ requestId, statusCode }) => {
        const request = this.#requests.get(requestId);
        if (request) {
          request.status = statusCode;
        }
      },
    );
    session.on('Network.webSocketFrameReceived', ({ response }) => {
      if (response.payloadData.includes(SIGNAL_CHANNEL)) {
        this.#signals += 1;
      }
    });
  }

  static async of(context: BrowserContext, page: Page): Promise<Traffic> {
    const session = await context.newCDPSession(page);
    const traffic = new Traffic(session);
    await session.send('Network.enable');
    return traffic;
  }

  /** What was asked since the last time, each with its status, and how many signals came. */
  take() {
    const requests = [...this.#requests.values()];
    const signals = this.#signals;
    this.#requests.clear();
    this.#signals = 0;
    return { requests, signals };
  }
}
