import type { SyncErrorFacts } from './describe';
import { describeSyncError } from './describe';

const link = (code: string) =>
  `\n\nFor more information, see https://g.co/cloud/acm-errors#knv${code}`;

function error(
  code: string,
  message: string,
  more: Partial<SyncErrorFacts> = {},
) {
  return { code, message: `KNV${code}: ${message}${link(code)}`, ...more };
}

const fingerprint = (facts: SyncErrorFacts) =>
  describeSyncError(facts).fingerprint;

const quota = (
  namespace: string,
  name: string,
  used: string,
  name2 = 'compute',
) =>
  error(
    '2009',
    `failed to apply Deployment.apps, ${namespace}/${name}: exceeded quota: ${name2}, requested: limits.memory=4Gi, used: limits.memory=${used}, limited: limits.memory=8Gi`,
    {
      resources: [
        {
          sourcePath: `prod/${name}.yaml`,
          name,
          namespace,
          kind: 'Deployment',
        },
      ],
    },
  );

const unknownKind = (groupKind: string, source: string) =>
  error(
    '1021',
    `No CustomResourceDefinition is defined for the type "${groupKind}" in the cluster.\nResource types that are not native Kubernetes objects must have a CustomResourceDefinition.\n\nConfig Sync will retry until a CustomResourceDefinition is defined for the type "${groupKind}" in the cluster.\n\nsource: ${source}\nmetadata.name: x\ngroup: a\nversion: v1\nkind: X`,
  );

const rights = (namespace: string, verb: string, resource: string) =>
  error(
    '2013',
    `Insufficient permission. To fix, make sure the reconciler has sufficient permissions.: failed to apply X, ${namespace}/api: ${resource} "api" is forbidden: User "system:serviceaccount:config-management-system:ns-reconciler-${namespace}" cannot ${verb} resource "${resource}" in API group "networking.istio.io" in the namespace "${namespace}"`,
  );

const gitSync = (repo: string, branch: string, text: string, count: number) =>
  error(
    '2004',
    `error in the git-sync container: {"Msg":"error syncing repo, will retry","Err":"Run(git fetch ${repo} ${branch} --verbose --no-progress --prune --no-auto-gc --depth 1): exit status 128: { stdout: \\"\\", stderr: \\"${text}\\" }","Args":{"failCount":${count}}}`,
  );

const conflict = (one: string, other: string) =>
  error(
    '1060',
    `The "${one}" reconciler detected a management conflict with the "${other}" reconciler. Remove the object from one of the sources of truth so that the object is only managed by one reconciler.`,
  );

const kustomize = (commit: string, dir: string, file: string) =>
  error(
    '1068',
    `failed to run kustomize build in /repo/source/${commit}/${dir}, stdout: : Error: accumulating resources: accumulation err='accumulating resources from '${file}': open /repo/source/${commit}/${dir}/${file}: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '/repo/source/${commit}/${dir}/${file}' : lstat /repo/source/${commit}/${dir}/${file}: no such file or directory`,
  );

const denied = (constraint: string, container: string) =>
  error(
    '2009',
    `failed to apply Deployment.apps, a/b: admission webhook "validation.gatekeeper.sh" denied the request: [${constraint}] container <${container}> has no resource limits`,
  );

describe('errors with the same cause are one group', () => {
  it.each<[string, SyncErrorFacts, SyncErrorFacts]>([
    [
      'other names, numbers and files',
      quota('grunnbok-main', 'api', '6Gi'),
      quota('matrikkel', 'web-7', '7500Mi', 'team-quota'),
    ],
    [
      'an object with a name that is a word',
      quota('a', 'quota', '6Gi'),
      quota('b', 'used', '6Gi'),
    ],
    [
      'another spelling of the code',
      quota('a', 'b', '6Gi'),
      { ...quota('a', 'b', '6Gi'), code: 'knv 2009' },
    ],
    [
      'a code that is only in the text',
      quota('a', 'b', '6Gi'),
      { ...quota('a', 'b', '6Gi'), code: undefined },
    ],
    [
      'no link',
      quota('a', 'b', '6Gi'),
      {
        ...quota('a', 'b', '6Gi'),
        message: quota('a', 'b', '6Gi').message.split('\n\nFor')[0],
      },
    ],
    [
      'another file and object',
      unknownKind('Certificate.cert-manager.io', 'a.yaml'),
      unknownKind('Certificate.cert-manager.io', 'prod/b/c.yaml'),
    ],
    [
      'another namespace without rights',
      rights('a', 'patch', 'virtualservices'),
      rights('grunnbok-main', 'patch', 'virtualservices'),
    ],
    [
      'another repository, branch and try',
      gitSync(
        'https://github.com/acme/a',
        'main',
        "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
        1,
      ),
      gitSync(
        'https://git.kartverket.no/b/c.git',
        'refs/heads/prod',
        "fatal: could not read Username for 'https://git.kartverket.no': terminal prompts disabled",
        1312,
      ),
    ],
    [
      'another host that is not found',
      gitSync(
        'https://github.com/acme/a',
        'main',
        "fatal: unable to access 'https://github.com/acme/a/': Could not resolve host: github.com",
        1,
      ),
      gitSync(
        'https://git.lan/b',
        'main',
        "fatal: unable to access 'https://git.lan/b/': Could not resolve host: git.lan",
        44,
      ),
    ],
    [
      'another branch that is not found',
      gitSync(
        'https://g/a',
        'x',
        'fatal: Remote branch prod not found in upstream origin',
        1,
      ),
      gitSync(
        'https://g/b',
        'x',
        'fatal: Remote branch feature/2 not found in upstream origin',
        1,
      ),
    ],
    [
      'other syncs of the same kinds in conflict',
      conflict(':root', 'grunnbok'),
      conflict(':root_platform', 'matrikkel_repo-sync'),
    ],
    [
      'another commit and file',
      kustomize(
        '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
        'prod',
        'deployment.yaml',
      ),
      kustomize(
        'ffeeddccbbaa99887766554433221100ffeeddcc',
        'test/x',
        'base/service.yml',
      ),
    ],
    [
      'another container',
      denied('limits', 'app'),
      denied('limits', 'istio-proxy'),
    ],
    [
      'another address, time and duration',
      error(
        '2002',
        'APIServer error: Get "https://10.0.0.1:443/api?timeout=32s": dial tcp 10.0.0.1:443: i/o timeout after 5m0s at 2026-09-01T06:00:10Z',
      ),
      error(
        '2002',
        'APIServer error: Get "https://[fd00::1]:6443/apis?timeout=1m": dial tcp [fd00::1]:6443: i/o timeout after 32.5s at 2027-01-02 03:04:05.678 +0000 UTC',
      ),
    ],
    [
      'another uid, pod and cluster',
      error(
        '2010',
        'pod api-7d9f8b6c5d-x2x4z of cluster "bergen-1" has uid 123e4567-e89b-12d3-a456-426614174000',
      ),
      error(
        '2010',
        'pod web-frontend-5c6d7e8f9a-abcde of cluster "oslo-prod" has uid 00000000-e89b-12d3-a456-ffff14174000',
      ),
    ],
    [
      'the name of the cluster, where it is known',
      error('2010', 'refused on Oslo_Prod', { names: ['Oslo_Prod'] }),
      error('2010', 'refused on bergen-1', {
        names: ['bergen-1', 'x'.repeat(600), ''],
      }),
    ],
    [
      'another image and digest',
      error(
        '2004',
        'failed to pull europe-docker.pkg.dev/acme/cfg/a:v1.2.3@sha256:0a1b2c3d4e5f: manifest unknown',
      ),
      error(
        '2004',
        'failed to pull ghcr.io/b/c:latest@sha256:ffffffffff0: manifest unknown',
      ),
    ],
    [
      'a dependency of another name',
      error(
        '2009',
        'skipped apply of Deployment.apps, a/b: dependency apply reconcile timeout: a_db_apps_StatefulSet',
      ),
      error(
        '2009',
        'skipped apply of Deployment.apps, c/d: dependency apply reconcile timeout: c_postgres-1_apps_StatefulSet',
      ),
    ],
    [
      'another list of names',
      error('2010', 'not found: "a", "b" and "c"'),
      error('2010', 'not found: "d"'),
    ],
    [
      'another Secret and port',
      error(
        '1061',
        'Secret git-creds not found: create one to allow client authentication',
      ),
      error(
        '1061',
        'Secret ssh.key not found: create one to allow client authentication',
      ),
    ],
    [
      'another selector of the same sort',
      error(
        '1013',
        'Config "a" MUST refer to an existing NamespaceSelector, but has annotation "configmanagement.gke.io/namespace-selector=prod" which maps to no declared NamespaceSelector',
      ),
      error(
        '1013',
        'Config "b" MUST refer to an existing NamespaceSelector, but has annotation "configmanagement.gke.io/namespace-selector=test.a" which maps to no declared NamespaceSelector',
      ),
    ],
    [
      'other namespaces that would go',
      error(
        '2006',
        'New commit would delete all Namespaces map[a:{} b:{}]. If this is not a mistake, follow directions for safely deleting all Namespaces.',
      ),
      error(
        '2006',
        'New commit would delete all Namespaces map[c:{}]. If this is not a mistake, follow directions for safely deleting all Namespaces.',
      ),
    ],
    [
      'another value that is wrong',
      error(
        '2009',
        'failed to apply Deployment.apps, a/b: Deployment.apps "b" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"b"}}: field is immutable',
      ),
      error(
        '2009',
        'failed to apply Deployment.apps, c/d: Deployment.apps "d" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"d", "team":"x"}}: field is immutable',
      ),
    ],
    [
      'a mail address of Git and logs with times',
      error(
        '2004',
        'E0901 06:00:10.123456      17 main.go:123] git@github.com:acme/a.git failed',
      ),
      error(
        '2004',
        'E1231 23:59:59.000001       1 sync/main.go:9] git@gitlab.lan:x/y/z.git failed',
      ),
    ],
    [
      'a long tail',
      error('1068', `failed in a: ${'y'.repeat(3000)} one`),
      error('1068', `failed in a: ${'y'.repeat(3000)} two`),
    ],
    [
      'more resources than are listed',
      error(
        '1029',
        'Twice.\n\nsource: a.yaml\nmetadata.name: x\ngroup:\nversion: v1\nkind: Service',
      ),
      error(
        '1029',
        'Twice.\n\nsource: a.yaml\nmetadata.name: x\ngroup:\nversion: v1\nkind: Service\n\nsource: b.yaml\nmetadata.name: x\ngroup:\nversion: v1\nkind: Service',
      ),
    ],
  ])('%s', (_, one, other) => {
    expect(fingerprint(one)).toBe(fingerprint(other));
    expect(describeSyncError(one).headline).toBe(
      describeSyncError(other).headline,
    );
  });
});

describe('errors with different causes are different groups', () => {
  it.each<[string, SyncErrorFacts, SyncErrorFacts]>([
    [
      'another kind',
      unknownKind('VirtualService.networking.istio.io', 'a.yaml'),
      unknownKind('Certificate.cert-manager.io', 'a.yaml'),
    ],
    [
      'the same kind of another group',
      unknownKind('Service.serving.knative.dev', 'a.yaml'),
      unknownKind('Service.example.com', 'a.yaml'),
    ],
    ['another code', error('2009', 'x'), error('2010', 'x')],
    ['no code', error('2009', 'x'), { message: 'x' }],
    [
      'another verb',
      rights('a', 'patch', 'virtualservices'),
      rights('a', 'create', 'virtualservices'),
    ],
    [
      'another resource',
      rights('a', 'patch', 'virtualservices'),
      rights('a', 'patch', 'gateways'),
    ],
    ['another policy', denied('limits', 'app'), denied('owner', 'app')],
    [
      'credentials and name resolution',
      gitSync(
        'https://g/a',
        'x',
        "fatal: could not read Username for 'https://g': terminal prompts disabled",
        1,
      ),
      gitSync(
        'https://g/a',
        'x',
        "fatal: unable to access 'https://g/a/': Could not resolve host: g",
        1,
      ),
    ],
    [
      'another status of the host',
      gitSync(
        'https://g/a',
        'x',
        "fatal: unable to access 'https://g/a/': The requested URL returned error: 403",
        1,
      ),
      gitSync(
        'https://g/a',
        'x',
        "fatal: unable to access 'https://g/a/': The requested URL returned error: 503",
        1,
      ),
    ],
    [
      'a conflict with a root sync and one without',
      conflict(':root', 'a'),
      conflict('a', 'b'),
    ],
    [
      'another field',
      error('1045', 'Configs with "status" specified are not allowed.'),
      error('1045', 'Configs with "metadata.uid" specified are not allowed.'),
    ],
    [
      'another unknown field',
      error(
        '2009',
        'failed to apply Deployment.apps, a/b: unknown field "spec.replica"',
      ),
      error(
        '2009',
        'failed to apply Deployment.apps, a/b: unknown field "spec.templat"',
      ),
    ],
    [
      'another annotation',
      error(
        '1010',
        'The config has invalid annotations: "configmanagement.gke.io/foo"',
      ),
      error(
        '1010',
        'The config has invalid annotations: "configsync.gke.io/bar"',
      ),
    ],
    [
      'another quota',
      error(
        '2009',
        'exceeded quota: a, requested: limits.memory=1, used: limits.memory=1, limited: limits.memory=1',
      ),
      error(
        '2009',
        'exceeded quota: a, requested: pods=1, used: pods=1, limited: pods=1',
      ),
    ],
    [
      'another version of an API',
      error(
        '2009',
        'no matches for kind "Ingress" in version "extensions/v1beta1"',
      ),
      error(
        '2009',
        'no matches for kind "Ingress" in version "networking.k8s.io/v1beta1"',
      ),
    ],
    [
      'another kind that is too slow',
      error(
        '2009',
        'failed to wait for Deployment.apps, a/b: reconcile timeout',
      ),
      error(
        '2009',
        'failed to wait for StatefulSet.apps, a/b: reconcile timeout',
      ),
    ],
  ])('%s', (_, one, other) => {
    expect(fingerprint(one)).not.toBe(fingerprint(other));
  });
});

// These are kept in databases, mutes and links. A test that fails here says that every group of
// every installation would get another name: see docs/decisions/0006-error-fingerprints.md.
describe('fingerprints stay the same for ever', () => {
  it.each<[SyncErrorFacts, string]>([
    [quota('grunnbok-main', 'api', '6Gi'), 'd5431c6e3bd199ac36e6'],
    [
      unknownKind('VirtualService.networking.istio.io', 'a.yaml'),
      '4ba8d321153c9e8c09cb',
    ],
    [rights('a', 'patch', 'virtualservices'), 'b158daaf407a7a6aab84'],
    [
      gitSync(
        'https://g/a',
        'x',
        "fatal: could not read Username for 'https://g': terminal prompts disabled",
        1,
      ),
      '46b606bd456440701f04',
    ],
    [conflict(':root', 'a'), '8a2391bba2f72bb125ca'],
    [
      kustomize('0a1b2c3d4e5f60718293a4b5c6d7e8f901234567', 'prod', 'a.yaml'),
      'ed18d936cee7c06ab580',
    ],
    [denied('limits', 'app'), 'd04e70c89f92ea5838a5'],
    [{ message: '' }, '01ba4719c80b6fe911b0'],
    [{ code: 'FOO', message: 'Ærlig talt, 😀 12' }, 'ebaa0529bdfba19b06ff'],
  ])('%#', (facts, expected) => {
    expect(fingerprint(facts)).toBe(expected);
  });
});
