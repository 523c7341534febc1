import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rbacRemedy } from './remedies';

it('has the rules that the documentation has', () => {
  const docs = readFileSync(
    join(__dirname, '../../../../../docs/google-access.md'),
    'utf8',
  );
  const documented = docs
    .split('\n')
    .filter(line => line.startsWith('- {apiGroups'));
  const remedy = rbacRemedy(
    { project: 'p', location: 'l', name: 'n', direct: false },
    {
      user: 'u',
      verb: 'list',
      resource: 'rootsyncs',
      group: 'configsync.gke.io',
    },
  );
  expect(documented).not.toEqual([]);
  expect(
    remedy.split('\n').filter(line => line.includes('resources:')),
  ).toEqual(documented);
});
