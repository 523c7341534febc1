import { parse } from 'protobufjs';
import { readProtobuf } from './protobuf';
import { PROTO_MESSAGES } from './protoMessages';

const { root } = parse(PROTO_MESSAGES, { keepCase: true });

/** What kubectl sends: a sign, an envelope, and the object in it. */
function written(apiVersion: string, kind: string, object: object): Buffer {
  const encode = (type: string, message: object) =>
    root.lookupType(type).encode(message).finish();
  const raw = root.get(kind) ? encode(kind, object) : Buffer.from('?');
  return Buffer.concat([
    Buffer.from('k8s\0'),
    encode('Unknown', { typeMeta: { apiVersion, kind }, raw }),
  ]);
}

describe('protobuf', () => {
  it.each<[string, string, object, object?]>([
    ['v1', 'Namespace', { metadata: { name: 'a', labels: { b: 'c' } } }],
    ['v1', 'ConfigMap', { metadata: { name: 'a' }, data: { b: 'c' } }],
    [
      'v1',
      'Secret',
      { metadata: { name: 'a' }, data: { b: Buffer.from('c') } },
      { metadata: { name: 'a' }, data: { b: 'Yw==' } },
    ],
    [
      'v1',
      'ResourceQuota',
      { metadata: { name: 'a' }, spec: { hard: { pods: { string: '4' } } } },
      { metadata: { name: 'a' }, spec: { hard: { pods: '4' } } },
    ],
    [
      'authorization.k8s.io/v1',
      'SelfSubjectAccessReview',
      { spec: { resourceAttributes: { verb: 'list', resource: 'pods' } } },
    ],
  ])('%s %s', (apiVersion, kind, object, expected = object) => {
    expect(readProtobuf(written(apiVersion, kind, object))).toEqual({
      apiVersion,
      kind,
      ...expected,
    });
  });

  it('leaves kinds alone that it does not know', () => {
    expect(readProtobuf(written('apps/v1', 'Deployment', {}))).toBeUndefined();
  });

  it.each([Buffer.from('{"kind":"Namespace"}'), Buffer.from('k8s\0\xff\xff')])(
    'cannot read %s',
    body => {
      expect(() => readProtobuf(body)).toThrow();
    },
  );
});
