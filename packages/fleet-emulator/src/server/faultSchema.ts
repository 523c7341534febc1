import { z } from 'zod';
import { oneOf, strict } from '../fleet/schemaParts';

const target = {
  /** `memberships.list`, `features.*`, `gateway.list`, `gateway.*` or `*`. */
  method: z
    .string()
    .regex(/^(\*|[a-zA-Z]+(\.[a-zA-Z]+)*(\.\*)?)$/, {
      error: 'must be a method such as memberships.list, features.* or *',
    })
    .default('*'),
  /** Location in the address of the request: `global`, `europe-north1`, `-`. Default: any. */
  location: z.string().optional(),
  /**
   * Last name in the address, such as `servicemesh`; what is asked of a cluster, such as
   * `rootsyncs.configsync.gke.io`. Default: any.
   */
  resource: z.string().optional(),
  /** `location/name` of the cluster that is asked through the Connect Gateway. Default: any. */
  cluster: z
    .string()
    .regex(/^[^/]+\/[^/]+$/, { error: 'must be location/name of a cluster' })
    .optional(),
  /** How the path of Kubernetes begins, such as `/apis/configsync.gke.io`. Default: any. */
  path: z
    .string()
    .startsWith('/', { error: 'must begin with a slash, such as /api/v1/pods' })
    .optional(),
  /** How many requests it meets before it goes away. Default: until it is cleared. */
  times: z.int().positive().optional(),
};

/** A reading of the fault's kind, so that a wrong one is answered with the right ones. */
const KINDS = [
  'latency',
  'hang',
  'reset',
  'status',
  'unreachable',
  'cut',
  'truncated',
  'huge',
  'wrong-types',
  'redirect',
  'malformed',
  'page',
  'drip',
] as const;

/** Who refuses, of those that a request to a cluster meets on its way. */
const LAYERS = ['iam', 'impersonation', 'rbac', 'api-server'] as const;

const STATUSES = [400, 401, 403, 404, 409, 429, 500, 503, 504] as const;

export const faultSchema = z.discriminatedUnion(
  'kind',
  [
    strict({
      kind: z.literal('latency'),
      milliseconds: z.int().positive().max(600_000),
      ...target,
    }),
    strict({ kind: z.literal('hang'), ...target }),
    strict({ kind: z.literal('reset'), ...target }),
    strict({
      kind: z.literal('status'),
      status: z.union(
        STATUSES.map(status => z.literal(status)),
        { error: `must be one of ${STATUSES.join(', ')}` },
      ),
      /** 429 and 503: the header Retry-After. */
      retryAfterSeconds: z.int().min(0).optional(),
      /** 403: SERVICE_DISABLED says that the API is switched off. */
      reason: oneOf('a reason', ['SERVICE_DISABLED']).optional(),
      /** Requests to clusters: who refuses. Default: Google, before the cluster is asked. */
      layer: oneOf('a layer', LAYERS).optional(),
      ...target,
    }),
    strict({
      kind: z.literal('unreachable'),
      ...target,
      location: z.string({
        error: 'say which location does not answer, such as europe-west4',
      }),
    }),
    strict({ kind: z.literal('cut'), ...target }),
    strict({ kind: z.literal('truncated'), ...target }),
    strict({
      kind: z.literal('huge'),
      megabytes: z.int().positive().max(1024).default(50),
      ...target,
    }),
    strict({
      kind: z.literal('wrong-types'),
      shape: oneOf('a shape', [
        'fields',
        'leaves',
        'null',
        'array',
        'text',
        'number',
      ]).default('fields'),
      ...target,
    }),
    strict({
      kind: z.literal('redirect'),
      to: z.url({ error: 'must be an address, such as http://127.0.0.1:9/' }),
      ...target,
    }),
    strict({ kind: z.literal('malformed'), ...target }),
    strict({ kind: z.literal('page'), ...target }),
    strict({
      kind: z.literal('drip'),
      bytesPerSecond: z.int().positive().max(1_000_000).default(100),
      ...target,
    }),
  ],
  { error: `kind must be one of ${KINDS.join(', ')}` },
);

/**
 * A fault as it may be written.
 *
 * @public
 */
export type FaultInput = z.input<typeof faultSchema>;

/** @public */
export type Fault = z.output<typeof faultSchema>;
