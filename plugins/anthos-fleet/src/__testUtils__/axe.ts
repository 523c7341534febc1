import { run } from 'axe-core';

/**
 * Violations of accessibility rules in what is rendered, as lines to read.
 *
 * @remarks
 *
 * Colours and landmarks need a browser and a whole page: the browser tests look at those.
 */
export async function axeViolations(element: Element): Promise<string[]> {
  const { violations } = await run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.html.slice(0, 200)}`),
  );
}
