import { parse } from 'yaml';
import { KubeError } from '../KubeError';
import { isObject, Json } from '../objects';
import { readProtobuf } from './protobuf';

const JSON_TYPES = new Set([
  '',
  'application/json',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
]);

/** The media type of a request without its parameters. */
export function mediaType(header: string | string[] | undefined): string {
  return String(header ?? '')
    .split(';')[0]
    .trim()
    .toLowerCase();
}

function badRequest(error: unknown): KubeError {
  return KubeError.badRequest(
    `the object provided is unrecognized (must be of type ${
      error instanceof Error ? error.message.split('\n')[0] : error
    })`,
  );
}

/** Reads the body of a request, JSON or YAML. Nothing is undefined. */
export function readBody(
  body: Buffer,
  contentType: string | string[] | undefined,
): unknown {
  if (body.length === 0) {
    return undefined;
  }
  const type = mediaType(contentType);
  const content = body.toString('utf8');
  try {
    if (JSON_TYPES.has(type)) {
      return JSON.parse(content);
    }
    if (
      type === 'application/yaml' ||
      type === 'application/apply-patch+yaml'
    ) {
      return parse(content, { maxAliasCount: 100 });
    }
    if (type === 'application/vnd.kubernetes.protobuf') {
      return readProtobuf(body) ?? unreadable();
    }
  } catch (error) {
    throw error instanceof KubeError ? error : badRequest(error);
  }
  return unreadable();
}

function unreadable(): never {
  throw new KubeError(
    'UnsupportedMediaType',
    'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml',
  );
}

/** Like {@link readBody}, for a body that must be an object. */
export function readObject(
  body: Buffer,
  contentType: string | string[] | undefined,
): Json {
  const value = readBody(body, contentType);
  if (!isObject(value)) {
    throw KubeError.badRequest(
      'the body of the request must be one object, as JSON or YAML',
    );
  }
  return value;
}
