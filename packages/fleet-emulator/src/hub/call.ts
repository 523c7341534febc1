import { HubError } from './errors';

/** One request to the Hub, after its address was understood. */
export interface HubCall {
  /** `memberships.list` and the like. */
  method: string;
  apiVersion: 'v1' | 'v1beta';
  params: Record<string, string>;
  query: Record<string, string | undefined>;
  body: unknown;
  /** Whether the caller has a permission. */
  permits: (permission: string) => boolean;
  /** Locations that do not answer while a fault lasts. */
  unreachable: ReadonlySet<string>;
}

/** One method of the API. */
export interface HubRoute {
  verb: 'get' | 'post' | 'patch' | 'delete';
  /** Express path below the version. */
  path: string;
  method: string;
  /** Empty when everybody who is known may ask. */
  permission: string;
  /** Query parameters besides those that every method has. */
  query?: readonly string[];
  /** Query parameters of the real method that the emulator cannot do. */
  unsupported?: readonly string[];
  /** Answers with the JSON of the body. */
  handle(call: HubCall): string;
}

/** proto3 reads booleans in any capitalisation that clients send; gcloud sends `True`. */
export function readBoolean(field: string, value: string | undefined): boolean {
  const lower = value?.toLowerCase() ?? 'false';
  if (lower === 'true' || lower === '1') {
    return true;
  }
  if (lower === 'false' || lower === '0' || lower === '') {
    return false;
  }
  throw HubError.invalid(
    field,
    `${JSON.stringify(value)} is not true or false`,
  );
}
