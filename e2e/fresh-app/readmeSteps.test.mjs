import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withEdit } from './installSuite.mjs';
import { blocksOf, editsOf, installationSteps } from './readmeSteps.mjs';

test('a block belongs to the heading above it', () => {
  const markdown =
    '# A\n\n```sh\none\n```\n\n## B\n\ntext\n\n```yaml\ntwo: 2\n```\n';
  assert.deepEqual(blocksOf(markdown), [
    { heading: 'A', language: 'sh', text: 'one\n' },
    { heading: 'B', language: 'yaml', text: 'two: 2\n' },
  ]);
});

test('a comment says the file, the place, and another place in the same file', () => {
  const edits = editsOf(
    [
      '// packages/app/src/App.tsx, among the routes',
      "import { A } from 'a';",
      '',
      '<Route element={<A />} />;',
      '',
      '// among the cards of a component',
      '<A />;',
    ].join('\n'),
  );
  assert.deepEqual(edits, [
    {
      file: 'packages/app/src/App.tsx',
      place: 'among the routes',
      imports: ["import { A } from 'a';"],
      code: '<Route element={<A />} />',
    },
    {
      file: 'packages/app/src/App.tsx',
      place: 'among the cards of a component',
      imports: [],
      code: '<A />',
    },
  ]);
});

test('a block without a file is an example that nobody has to write', () => {
  assert.deepEqual(editsOf("import { A } from 'a';\n"), []);
});

for (const frontEnd of ['new', 'legacy']) {
  test(`the steps of the ${frontEnd} system name all packages and places`, async () => {
    const { packages, edits } = await installationSteps(frontEnd);
    const names = packages.flatMap(step => step.names);
    for (const name of [
      'backstage-plugin-anthos-fleet',
      'backstage-plugin-anthos-fleet-backend',
      'backstage-plugin-catalog-backend-module-anthos-fleet',
      'backstage-plugin-kubernetes-backend-module-anthos-fleet',
      'backstage-plugin-scaffolder-backend-module-anthos-fleet',
      'backstage-plugin-search-backend-module-anthos-fleet',
    ]) {
      assert.ok(names.includes(name), name);
    }
    const files = new Set(edits.map(({ file }) => file));
    assert.equal(files.has('packages/app/src/App.tsx'), frontEnd === 'legacy');
  });
}

const step = {
  file: 'packages/backend/src/index.ts',
  place: '',
  imports: [],
  code: "backend.add(import('a'));\nbackend.add(import('b'));",
};

test('what a file has already is not added again', () => {
  assert.equal(
    withEdit("backend.add(import('a'));\nbackend.start();\n", step),
    "backend.add(import('a'));\nbackend.add(import('b'));\nbackend.start();\n",
  );
});

test('a place that a template does not have is an error', () => {
  assert.throws(() => withEdit('', step), /the end/);
  assert.throws(
    () => withEdit('', { ...step, place: 'in the cellar' }),
    /in the cellar/,
  );
});
