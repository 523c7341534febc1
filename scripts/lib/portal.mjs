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

/**
 * What the fleet API says of itself, once it has something to say.
 *
 * @returns the number of clusters, and what went wrong where
 */
export async function fleetAnswers(backendUrl, token) {
  const response = await answers(`${backendUrl}/api/anthos-fleet/overview`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const overview = await response.json();
  const problems = problemsOf(overview);
  if (overview.configured && !overview.totalClusters && !problems.length) {
    throw new Error('No sweep has ended yet');
  }
  return { totalClusters: overview.totalClusters, problems };
}

const sentence = text => text.replace(/\.?$/, '.');

/** Sources of a fleet whose last read did not end well, each as a line. */
function problemsOf({ fleets }) {
  return fleets.flatMap(({ fleet, sources }) =>
    sources
      .filter(({ freshness }) => freshness.outcome !== 'ok')
      .map(({ source, freshness: { outcome, message, remedy } }) =>
        [`${fleet}, ${source}: ${message ?? outcome}`, remedy]
          .filter(Boolean)
          .map(sentence)
          .join(' '),
      ),
  );
}
