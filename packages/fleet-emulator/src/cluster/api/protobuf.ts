import { parse, Type } from 'protobufjs';
import { isObject, Json } from '../objects';
import { PROTO_MESSAGES } from './protoMessages';

/** Begins every body in Kubernetes' protobuf form. */
const MAGIC = Buffer.from('k8s\0');

const { root } = parse(PROTO_MESSAGES, { keepCase: true });

function decode(type: Type, bytes: Uint8Array): Json {
  return type.toObject(type.decode(bytes), { longs: Number, bytes: String });
}

/** A `Quantity` is a message in protobuf, and a text everywhere else. */
function withQuantities(object: Json): Json {
  const hard = object.spec?.hard;
  if (!isObject(hard)) {
    return object;
  }
  const texts = Object.entries(hard).map(([name, { string }]) => [
    name,
    string,
  ]);
  return {
    ...object,
    spec: { ...object.spec, hard: Object.fromEntries(texts) },
  };
}

/**
 * Reads a body in Kubernetes' protobuf form.
 *
 * @returns undefined for kinds that the emulator reads as JSON only
 * @throws Error when it cannot be read
 */
export function readProtobuf(body: Buffer): Json | undefined {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new Error('the body does not begin as protobuf of Kubernetes does');
  }
  const envelope = root.lookupType('Unknown');
  const { typeMeta, raw } = envelope.decode(
    body.subarray(MAGIC.length),
  ) as unknown as {
    typeMeta?: { apiVersion: string; kind: string };
    raw: Uint8Array;
  };
  const { apiVersion, kind } = typeMeta ?? {};
  const type = kind ? root.get(kind) : null;
  if (!(type instanceof Type)) {
    return undefined;
  }
  return { apiVersion, kind, ...withQuantities(decode(type, raw)) };
}
