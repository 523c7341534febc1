import { setTimeout as sleep } from 'node:timers/promises';

async function answers(url, init) {
  const response = await fetch(url, {
    ...init,
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) {
    throw new Error(`${response.status} from ${url}`);
  }
  return response;
}

/** Tries until it works; stops trying when the signal says so. */
export async function until(attempt, { signal, everyMs = 700 } = {}) {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch {
      await sleep(everyMs, undefined, { signal });
    }
  }
}

/** Serves the page with its script: the development server answers only when it has compiled. */
export async function pageAnswers(appUrl) {
  const html = await (await answers(appUrl)).text();
  const script = /<script[^>]+src="([^"]+)"/.exec(html)?.[1];
  if (!script) {
    throw new Error(`No script in the page of ${appUrl}`);
  }
  await (await answers(new URL(script, appUrl))).body?.cancel();
}

/** A token of the guest, as the front end gets it. */
export async function guestToken(backendUrl) {
  const response = await answers(`${backendUrl}/api/auth/guest/refresh`);
  return (await response.json()).backstageIdentity.token;
}

/** Entities that the catalog has for a guest; none yet is no answer. */
export async function catalogAnswers(backendUrl, token) {
  const response = await answers(
    `${backendUrl}/api/catalog/entities/by-query?limit=1`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const { totalItems } = await response.json();
  if (totalItems === 0) {
    throw new Error('The catalog is empty');
  }
  return totalItems;
}
