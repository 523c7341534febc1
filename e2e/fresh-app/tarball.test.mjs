import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, usedPackages } from './tarball.mjs';

const good = {
  manifest: {
    main: 'dist/index.cjs.js',
    exports: {
      '.': { backstage: '@backstage/BackendFeature', default: './dist/a.js' },
    },
    dependencies: { express: '^4.0.0' },
  },
  uses: new Set(['express']),
  files: [
    'LICENSE',
    'README.md',
    'package.json',
    'dist/index.cjs.js',
    'dist/a.js',
  ],
};
const context = { needed: [], unpublished: ['fleet-emulator'] };

test('a package with all of its files has no problem', () => {
  assert.deepEqual(problemsOf(good, context), []);
});

for (const [name, packed, problem] of [
  [
    'a file that exports name',
    { ...good, files: good.files.filter(file => file !== 'dist/a.js') },
    /^dist\/a\.js is missing$/,
  ],
  [
    'a test',
    { ...good, files: [...good.files, 'dist/a.test.js'] },
    /nothing for others/,
  ],
  [
    'a range of this workspace',
    { ...good, uses: [], manifest: { peerDependencies: { a: 'workspace:^' } } },
    /workspace:\^/,
  ],
  [
    'a package that is not published',
    {
      ...good,
      uses: [],
      manifest: { dependencies: { 'fleet-emulator': '^1.0.0' } },
    },
    /not published/,
  ],
  [
    'a package that is used without being a dependency',
    { ...good, uses: new Set(['express', 'knex']) },
    /^knex is used, but is no dependency$/,
  ],
]) {
  test(`${name} is found`, () => {
    const problems = problemsOf(packed, context);
    assert.equal(problems.length, 1);
    assert.match(problems[0], problem);
  });
}

test('a migration that is missing is found', () => {
  assert.deepEqual(
    problemsOf(good, { ...context, needed: ['migrations/1_init.js'] }),
    ['migrations/1_init.js is missing'],
  );
});

test('packages are found in modules of each kind and in types', () => {
  const code = [
    "import { a } from 'one/deep';",
    "export * from '@scope/two/deep';",
    "var x = require('three');",
    "type T = import('four').T;",
    "import 'five';",
    "import fs from 'node:fs'; require('path'); require('./six');",
  ].join('\n');
  assert.deepEqual(
    [...usedPackages(code)],
    ['one', '@scope/two', 'three', 'four', 'five'],
  );
});
