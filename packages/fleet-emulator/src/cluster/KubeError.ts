import { Kind } from './Kind';

const CODES = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  NotImplemented: 501,
  ServiceUnavailable: 503,
} as const;

/**
 * Why Kubernetes refused.
 *
 * @public
 */
export type KubeReason = keyof typeof CODES;

/**
 * One of several causes of a refusal.
 *
 * @public
 */
export interface KubeCause {
  /** `FieldValueInvalid`, `FieldValueRequired`, `FieldManagerConflict`, ... */
  reason: string;
  message: string;
  /** `spec.replicas` */
  field?: string;
}

/** @public */
export interface KubeErrorDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: KubeCause[];
  retryAfterSeconds?: number;
}

/**
 * A refusal in Kubernetes' own words. `toStatus` is the body of the answer.
 *
 * @public
 */
export class KubeError extends Error {
  readonly code: number;

  constructor(
    readonly reason: KubeReason,
    message: string,
    readonly details: KubeErrorDetails = {},
    private readonly metadata: { continue?: string } = {},
  ) {
    super(message);
    this.name = 'KubeError';
    this.code = CODES[reason];
  }

  /** The `Status` object that Kubernetes answers with. */
  toStatus(): object {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.metadata,
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(Object.keys(this.details).length ? { details: this.details } : {}),
      code: this.code,
    };
  }

  static badRequest(message: string): KubeError {
    return new KubeError('BadRequest', message);
  }

  static notFound(kind: Kind, name: string): KubeError {
    return new KubeError(
      'NotFound',
      `${kind.groupResource} "${name}" not found`,
      resourceDetails(kind, name),
    );
  }

  /** No kind is served under the address that was asked for. */
  static noSuchResource(): KubeError {
    return new KubeError(
      'NotFound',
      'the server could not find the requested resource',
    );
  }

  static alreadyExists(kind: Kind, name: string): KubeError {
    return new KubeError(
      'AlreadyExists',
      `${kind.groupResource} "${name}" already exists`,
      resourceDetails(kind, name),
    );
  }

  static conflict(kind: Kind, name: string, why?: string): KubeError {
    return new KubeError(
      'Conflict',
      `Operation cannot be fulfilled on ${kind.groupResource} "${name}": ${
        why ??
        'the object has been modified; please apply your changes to the latest version and try again'
      }`,
      resourceDetails(kind, name),
    );
  }

  static forbidden(kind: Kind, name: string, why: string): KubeError {
    return new KubeError(
      'Forbidden',
      `${kind.groupResource} "${name}" is forbidden: ${why}`,
      resourceDetails(kind, name),
    );
  }

  /** `causes` carry the field; Kubernetes writes it before the message. */
  static invalid(kind: Kind, name: string, causes: KubeCause[]): KubeError {
    const texts = causes.map(({ field, message }) => `${field}: ${message}`);
    const qualified = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
    return new KubeError(
      'Invalid',
      `${qualified} "${name}" is invalid: ${
        texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
      }`,
      {
        name,
        ...(kind.group ? { group: kind.group } : {}),
        kind: kind.kind,
        causes,
      },
    );
  }
}

function resourceDetails(kind: Kind, name: string): KubeErrorDetails {
  return {
    ...(name ? { name } : {}),
    ...(kind.group ? { group: kind.group } : {}),
    kind: kind.plural,
  };
}

/** What is wrong with one field. */
export const fieldErrors = {
  required: (field: string, detail = ''): KubeCause => ({
    reason: 'FieldValueRequired',
    message: `Required value${detail && `: ${detail}`}`,
    field,
  }),
  /** `value` is written as JSON, or as it is when it is marked as Go's own writing. */
  invalid: (field: string, value: unknown, detail: string): KubeCause => ({
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${goValue(value)}: ${detail}`,
    field,
  }),
  notSupported: (
    field: string,
    value: unknown,
    supported: string[],
  ): KubeCause => ({
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${goValue(
      value,
    )}: supported values: ${supported.map(v => `"${v}"`).join(', ')}`,
    field,
  }),
  forbidden: (field: string, detail: string): KubeCause => ({
    reason: 'FieldValueForbidden',
    message: `Forbidden: ${detail}`,
    field,
  }),
};

function goValue(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? JSON.stringify(value)
    : JSON.stringify(value ?? null);
}
