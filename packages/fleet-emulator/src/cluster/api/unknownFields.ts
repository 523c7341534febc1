import { KubeError } from '../KubeError';
import { joinApiVersion, KubeObjectInput } from '../objects';
import { Call } from './readRequest';

const COMMON = ['apiVersion', 'kind', 'metadata'];

/** What objects of a kind consist of. Kinds that are not here may have anything. */
const FIELDS: Record<string, readonly string[]> = {
  configmaps: ['binaryData', 'data', 'immutable'],
  'deployments.apps': ['spec', 'status'],
  namespaces: ['spec', 'status'],
  services: ['spec', 'status'],
};

/** Meets unknown fields of a whole object as `fieldValidation` says; `Warn` is the default. */
export function checkDecoding(
  { request, info, kind }: Call,
  object: KubeObjectInput,
): void {
  const unknown = unknownFields(kind.groupResource, object).map(
    field => `unknown field ${JSON.stringify(field)}`,
  );
  const validation = request.query.get('fieldValidation') || 'Warn';
  if (validation === 'Strict' && unknown.length > 0) {
    throw KubeError.badRequest(
      `${kind.kind} in version "${info.version}" cannot be handled as a ${
        kind.kind
      }: strict decoding error: ${unknown.join(', ')}`,
    );
  }
  if (validation === 'Warn') {
    unknown.forEach(text => request.onWarning?.(text));
  }
}

/** Server-side apply has to know every field to say who owns it, whatever `fieldValidation` is. */
export function checkApplied(
  { info, kind }: Call,
  object: KubeObjectInput,
): void {
  const unknown = unknownFields(kind.groupResource, object).map(
    field => `.${field}: field not declared in schema`,
  );
  if (unknown.length === 0) {
    return;
  }
  const namespace = (kind.namespaced && info.namespace) || '';
  const apiVersion = joinApiVersion(kind.group, String(info.version));
  throw new KubeError(
    'InternalError',
    `failed to create typed patch object (${namespace}/${
      info.name
    }; ${apiVersion}, Kind=${kind.kind}): ${
      unknown.length === 1
        ? unknown[0]
        : ['errors:', ...unknown.map(text => `  ${text}`)].join('\n')
    }`,
  );
}

function unknownFields(resource: string, object: KubeObjectInput): string[] {
  const fields = FIELDS[resource];
  return fields
    ? Object.keys(object).filter(
        field => !COMMON.includes(field) && !fields.includes(field),
      )
    : [];
}
