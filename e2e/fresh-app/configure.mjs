import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';

/** The component of create-app's examples, and the namespace of the demo fleet that it gets. */
export const COMPONENT = 'example-website';
const NAMESPACE = 'terrain-main';

/**
 * Writes the configuration of an app for this machine: what the installation steps say, the
 * emulator instead of Google, and free ports.
 */
export async function writeConfig(app, { steps, ports, caFile }) {
  const appUrl = `http://localhost:${ports.app}`;
  const config = Object.assign({}, ...steps, {
    app: { baseUrl: appUrl },
    backend: {
      baseUrl: `http://localhost:${ports.backend}`,
      listen: { host: 'localhost', port: ports.backend },
      cors: { origin: appUrl },
    },
    anthosFleet: {
      fleets: [
        {
          project: 'acme-fleet',
          hub: { endpoint: `http://127.0.0.1:${ports.emulator}` },
          gateway: { endpoint: `https://127.0.0.1:${ports.gateway}`, caFile },
          auth: { accessToken: 'emulator-token' },
        },
      ],
      sweep: { frequency: { seconds: 20 } },
    },
  });
  await writeFile(join(app, 'app-config.local.yaml'), stringify(config));
}

/** Gives the component of the examples annotations. */
export async function annotateComponent(app, annotations) {
  const file = join(app, 'examples/entities.yaml');
  const documents = parseAllDocuments(await readFile(file, 'utf8'));
  const component = documents.find(
    document => document.getIn(['metadata', 'name']) === COMPONENT,
  );
  component.setIn(['metadata', 'annotations'], {
    ...annotations,
    'anthos-fleet/namespace': NAMESPACE,
  });
  await writeFile(file, documents.map(String).join(''));
}
