// A rule that cannot fail protects nothing: every arrow is broken here once, on purpose.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import { fromRoot, root } from './paths.mjs';

// The law, written a second time: a change of the configuration alone does not pass.
const BACKEND = {
  google: [],
  hub: ['google'],
  gateway: ['google'],
  store: [],
  annotations: [],
  ownership: ['store', 'annotations'],
  transitions: ['store'],
  sweep: ['hub', 'gateway', 'store', 'ownership', 'transitions'],
  commits: ['google', 'store'],
  entities: ['store', 'annotations'],
  provisioning: ['hub', 'gateway', 'store'],
  service: ['store', 'entities', 'transitions', 'provisioning', 'schema'],
  actions: ['store', 'entities'],
  schema: [],
};

const SCAFFOLDER = {
  schemas: [],
  manifests: ['schemas'],
  checks: ['schemas'],
  git: ['manifests'],
  common: [],
  actions: ['manifests', 'checks', 'git', 'schemas', 'common'],
};

const eslint = new ESLint({ cwd: root });
const backend = 'plugins/anthos-fleet-backend/src';
const common = 'plugins/anthos-fleet-common/src';
const actions = 'plugins/scaffolder-actions/src';

function roomsOf(source) {
  return readdirSync(fromRoot(source), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .filter(name => !['__testUtils__', 'tests'].includes(name));
}

// The rule resolves what is imported, so the probe names a file that exists.
function anyFileOf(source, room) {
  const [file] = readdirSync(fromRoot(source, room)).filter(name =>
    /^[^.]+\.ts$/.test(name),
  );
  return file ? `${room}/${file.replace(/\.ts$/, '')}` : `${room}/openapi`;
}

async function arrowsBroken(file, specifier) {
  const [{ messages }] = await eslint.lintText(`import '${specifier}';\n`, {
    filePath: fromRoot(file),
  });
  return messages
    .filter(
      ({ ruleId, severity }) =>
        severity === 2 && /no-restricted-(paths|imports)$/.test(ruleId),
    )
    .map(({ message }) => message);
}

function forbidden(file, specifier) {
  it(`${file} must not import ${specifier}`, async () => {
    assert.equal((await arrowsBroken(file, specifier)).length, 1);
  });
}

function allowed(file, specifier) {
  it(`${file} may import ${specifier}`, async () => {
    assert.deepEqual(await arrowsBroken(file, specifier), []);
  });
}

function obeys(law, source) {
  const rooms = roomsOf(source);
  it('are all in the law', () => {
    assert.deepEqual(rooms.toSorted(), Object.keys(law).toSorted());
  });
  for (const from of rooms) {
    for (const to of rooms.filter(room => room !== from)) {
      const check = law[from]?.includes(to) ? allowed : forbidden;
      check(`${source}/${from}/probe.ts`, `../${anyFileOf(source, to)}`);
    }
  }
}

describe('the rooms of the back end', () => {
  obeys(BACKEND, backend);
  for (const from of roomsOf(backend)) {
    forbidden(`${backend}/${from}/probe.ts`, '../plugin');
    allowed(`${backend}/${from}/probe.ts`, '../config');
    allowed(`${backend}/${from}/probe.test.ts`, '../plugin');
  }
  forbidden(`${backend}/hub/client/probe.ts`, '../../store/FleetStore');
  forbidden(`${backend}/index.ts`, './service/router');
  forbidden(`${backend}/probe.ts`, './service/router');
  allowed(`${backend}/plugin.ts`, './service/router');
});

describe('the rooms of the actions', () => {
  obeys(SCAFFOLDER, actions);
});

describe('the common library', () => {
  for (const specifier of [
    'fs',
    'node:fs',
    'crypto',
    'node:fs/promises',
    'react',
    'react-dom',
  ]) {
    forbidden(`${common}/probe.ts`, specifier);
  }
  allowed(`${common}/probe.ts`, '@backstage/errors');
});

describe('the emulator', () => {
  for (const folder of readdirSync(fromRoot('plugins'))) {
    forbidden(`plugins/${folder}/src/probe.ts`, 'fleet-emulator');
    allowed(`plugins/${folder}/src/probe.test.ts`, 'fleet-emulator');
  }
});
