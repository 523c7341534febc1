import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { cluster, fresh } from '../__fixtures__';
import { hasTerminal, terminalCommands } from './terminal';

const onPrem = cluster({
  fleet: 'acme-fleet',
  location: 'europe-north1',
  name: 'dc1-prod',
  platform: 'gdc-vmware',
});

it.each<[string, Partial<Cluster>, string[], string, string]>([
  [
    'a cluster and one namespace',
    {},
    ['cadastre-main'],
    'gcloud container fleet memberships get-credentials dc1-prod --location=europe-north1 --project=acme-fleet',
    'kubectl -n cadastre-main get pods',
  ],
  [
    'several namespaces',
    { location: 'global' },
    ['a', 'b'],
    'gcloud container fleet memberships get-credentials dc1-prod --location=global --project=acme-fleet',
    'kubectl -n a get pods\nkubectl -n b get pods',
  ],
  [
    'no namespace',
    {},
    [],
    'gcloud container fleet memberships get-credentials dc1-prod --location=europe-north1 --project=acme-fleet',
    'kubectl get namespaces',
  ],
  [
    'words that a shell would take for more',
    { name: "x; rm -rf '~'" },
    ['$(id)'],
    `gcloud container fleet memberships get-credentials 'x; rm -rf '\\''~'\\''' --location=europe-north1 --project=acme-fleet`,
    "kubectl -n '$(id)' get pods",
  ],
])('writes commands for %s', (_, changes, namespaces, credentials, kubectl) => {
  expect(terminalCommands({ ...onPrem, ...changes }, namespaces)).toMatchObject(
    { credentials, kubectl },
  );
});

it('does not write a line for each of very many namespaces', () => {
  const { kubectl } = terminalCommands(
    onPrem,
    Array.from({ length: 40 }, (_, index) => `n${index}`),
  );
  expect(kubectl.split('\n')).toHaveLength(5);
});

it.each<[Cluster['platform'], boolean, RegExp]>([
  ['gke', false, /^kubectl create clusterrolebinding .*--user=EMAIL/],
  ['gdc-vmware', true, /generate-gateway-rbac --membership=dc1-prod/],
  ['attached', true, /generate-gateway-rbac/],
  ['unknown', true, /generate-gateway-rbac/],
])('says of %s which rights it takes', (platform, throughAgent, grant) => {
  const commands = terminalCommands({ ...onPrem, platform }, []);
  expect(commands.throughAgent).toBe(throughAgent);
  expect(commands.grant).toMatch(grant);
});

it('grants no more than a look into the namespaces where that can be said', () => {
  expect(
    terminalCommands({ ...onPrem, platform: 'gke' }, ['a', 'b']).grant,
  ).toBe(
    ['a', 'b']
      .map(
        name =>
          `kubectl -n ${name} create rolebinding gateway-view-NAME --clusterrole=view --user=EMAIL`,
      )
      .join('\n'),
  );
});

const read = { hub: fresh(), gateway: fresh() };

it.each<[string, Partial<Cluster>, boolean]>([
  ['is read through the gateway', { freshness: read }, true],
  ['is not', { freshness: { hub: fresh() } }, false],
  ['no longer exists', { freshness: read, orphaned: true }, false],
])('knows a way to a cluster that %s: %#', (_, changes, expected) => {
  expect(hasTerminal({ ...onPrem, ...changes })).toBe(expected);
});
