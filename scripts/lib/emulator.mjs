import { fromRoot } from './paths.mjs';

/**
 * What Node has to run to stand in for Google.
 *
 * @param stateDir - where it keeps its certificates, so that a restart does not change them
 */
export const emulatorArgs = ({ emulatorPort, gatewayPort, stateDir }) => [
  '--require',
  fromRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
  fromRoot('packages/fleet-emulator/src/cli.ts'),
  ...['--port', String(emulatorPort)],
  ...['--gateway-port', String(gatewayPort)],
  ...['--state-dir', stateDir],
  ...['--fleet', fromRoot('examples/fleet.yaml')],
];
