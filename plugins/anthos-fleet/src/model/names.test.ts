import { repositoryName } from './repositoryName';
import { syncName } from './syncName';

it.each([
  ['https://github.com/team/shop.git', 'team/shop'],
  ['https://dev.azure.com/org/project/_git/shop/', '_git/shop'],
  ['git@git.example.com:team/shop.git', 'team/shop'],
  ['ssh://git@git.example.com:22/team/shop', 'team/shop'],
  ['europe-docker.pkg.dev/p/packages/shop', 'packages/shop'],
  ['https://github.com', 'https://github.com'],
])('calls the source %p %p', (address, name) => {
  expect(repositoryName(address)).toBe(name);
});

it.each([
  ['RootSync', 'config-management-system', 'root-sync', 'root-sync'],
  ['RepoSync', 'shop', 'repo-sync', 'shop'],
  ['RepoSync', 'shop', 'extra', 'shop / extra'],
] as const)('calls the %s %s/%s %s', (kind, namespace, name, expected) => {
  expect(syncName({ kind, namespace, name })).toBe(expected);
});
