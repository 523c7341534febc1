// Installs the packed packages in new Backstage apps and looks at these: ./dev fresh-app
// One of them: --only new or legacy. --keep leaves the apps where they are, a gigabyte each.
import { parseArgs } from 'node:util';
import { FRONT_ENDS, FreshApp } from '../e2e/fresh-app/freshApp.mjs';
import { requireSupportedNode } from './lib/node.mjs';
import { duration, green, say, sayError, UserError } from './lib/output.mjs';

const freshApp = new FreshApp();
let stopping;
const stop = code => {
  stopping ??= freshApp
    .stop()
    .catch(sayError)
    .finally(() => process.exit(code));
  return stopping;
};

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.on(signal, () => stop(code));
}

async function main() {
  const began = Date.now();
  requireSupportedNode();
  const { values } = parseArgs({
    options: { only: { type: 'string' }, keep: { type: 'boolean' } },
  });
  if (values.only && !FRONT_ENDS.includes(values.only)) {
    throw new UserError(`--only takes one of ${FRONT_ENDS.join(', ')}`);
  }
  await freshApp.run({
    frontEnds: values.only ? [values.only] : FRONT_ENDS,
    keep: values.keep,
  });
  say(`${green('Passed')} after ${duration(Date.now() - began)}`);
  await stop(0);
}

main().catch(error => {
  if (!stopping) {
    sayError(error);
  }
  stop(1);
});
