import { readFileSync } from 'node:fs';
import { UserError } from './output.mjs';
import { fromRoot } from './paths.mjs';

/** Refuses a Node that Backstage does not support, before anything obscure fails on it. */
export function requireSupportedNode(version = process.versions.node) {
  const { engines } = JSON.parse(
    readFileSync(fromRoot('package.json'), 'utf8'),
  );
  const supported = engines.node.split('||').map(major => major.trim());
  if (!supported.includes(version.split('.')[0])) {
    throw new UserError(
      `Node ${version} runs this, but Backstage needs ${supported.join(
        ' or ',
      )}. ` + './dev finds or installs the right one.',
    );
  }
}
