import { attempt, failure } from '../__testUtils__/refusals';
import { status } from '../__testUtils__/cluster';
import { classifyGatewayError } from '../client/classify';
import { judgeRefusal } from './judgeRefusal';
import { promisedBy, readTryables } from './tryable';
import { readWarnings } from './warnings';

const [namespace, config] = readTryables([
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'maps' } },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'maps' },
  },
]);
const PROMISED = promisedBy([namespace, config]);

const judge = (code: number, reason: string, message: string) =>
  judgeRefusal(
    classifyGatewayError(
      failure(code, status(code, reason, message)),
      attempt({ purpose: 'provisioning' }),
    ),
    config,
    PROMISED,
  );

describe('what a refusal says of an object', () => {
  it.each<
    [
      what: string,
      code: number,
      reason: string,
      message: string,
      expected: object,
    ]
  >([
    [
      'a constraint',
      403,
      'Forbidden',
      'admission webhook "validation.gatekeeper.sh" denied the request: [no-root] must not run as root\n[other] also not',
      {
        verdict: 'refused',
        webhook: 'validation.gatekeeper.sh',
        constraint: 'no-root',
        refusedBy: 'api-server',
      },
    ],
    [
      'a constraint that Kubernetes checks itself',
      422,
      'Invalid',
      "configmaps \"a\" is forbidden: ValidatingAdmissionPolicy 'gatekeeper-k8srequired' with binding 'gatekeeper-all-must-have' denied request: label missing",
      {
        verdict: 'refused',
        webhook: 'gatekeeper-k8srequired',
        constraint: 'all-must-have',
        message: 'label missing',
      },
    ],
    [
      'another webhook',
      500,
      'InternalError',
      'admission webhook "policy.example.com" denied the request: [x] no',
      { verdict: 'refused', webhook: 'policy.example.com' },
    ],
    [
      'a webhook that does not answer',
      500,
      'InternalError',
      'Internal error occurred: failed calling webhook "x": timeout',
      { verdict: 'unknown', refusedBy: 'api-server' },
    ],
    [
      'a quota',
      403,
      'Forbidden',
      'pods "a" is forbidden: exceeded quota: compute, requested: cpu=9',
      { verdict: 'refused', remedy: expect.stringContaining('ResourceQuota') },
    ],
    [
      'Pod Security',
      403,
      'Forbidden',
      'pods "a" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot',
      { verdict: 'refused', remedy: expect.stringContaining('pod-security') },
    ],
    [
      'a wrong value',
      422,
      'Invalid',
      'ConfigMap "a" is invalid: data: Invalid value',
      { verdict: 'refused', reason: 'Invalid' },
    ],
    [
      'an unknown field of an older API server',
      500,
      'InternalError',
      'failed to create typed patch object: .dta: field not declared in schema',
      { verdict: 'refused', remedy: expect.stringContaining('spelled') },
    ],
    [
      'an immutable field',
      422,
      'Invalid',
      'spec.selector: Invalid value: field is immutable',
      { verdict: 'refused', remedy: expect.stringContaining('delete') },
    ],
    [
      'a namespace of the same request',
      404,
      'NotFound',
      'namespaces "maps" not found',
      {
        verdict: 'unknown',
        message: expect.stringContaining('the namespace maps'),
      },
    ],
    [
      'rights that the account lacks',
      403,
      'Forbidden',
      'configmaps "a" is forbidden: User "x@y.z" cannot patch resource "configmaps" in API group "" in the namespace "maps"',
      {
        verdict: 'unknown',
        refusedBy: 'rbac',
        remedy: expect.stringContaining('backstage-anthos-fleet-provisioner'),
      },
    ],
    [
      'rights that it would give',
      403,
      'Forbidden',
      'rolebindings "a" is forbidden: user "x" is attempting to grant RBAC permissions not currently held: {}',
      { verdict: 'unknown', refusedBy: 'rbac' },
    ],
    [
      'a busy API server',
      429,
      'TooManyRequests',
      'later',
      { verdict: 'unknown' },
    ],
  ])('%s', (_, code, reason, message, expected) => {
    expect(judge(code, reason, message)).toMatchObject(expected);
  });

  it('reads warnings, however they are quoted and joined', () => {
    const headers = new Headers();
    headers.append('warning', '299 - "would violate \\"restricted\\", a, b"');
    headers.append('warning', '299 kube "old"');
    headers.append('warning', '199 - "not this"');
    expect(readWarnings(headers)).toEqual([
      'would violate "restricted", a, b',
      'old',
    ]);
    expect(readWarnings(new Headers())).toEqual([]);
  });
});
