import { KubeError } from '../KubeError';

/** In which form somebody wants an answer. */
export interface Wanted {
  yaml: boolean;
  /** `Table`, `PartialObjectMetadata`, `APIGroupDiscoveryList`, ... */
  as?: string;
  group?: string;
  version?: string;
}

const PLAIN = new Set([
  '*/*',
  'application/*',
  'application/json',
  'application/yaml',
]);

function readEntry(entry: string) {
  const [type, ...rest] = entry.split(';').map(part => part.trim());
  const parameters = Object.fromEntries(
    rest.map(part => part.split('=') as [string, string]),
  );
  return { type: type.toLowerCase(), parameters };
}

/**
 * The first form of an `Accept` header that can be served.
 *
 * @param forms - the names of the special forms that this answer has, such as `Table`
 * @throws KubeError NotAcceptable
 */
export function negotiate(
  accept: string | string[] | undefined,
  forms: readonly string[],
): Wanted {
  const entries = String(accept || 'application/json')
    .split(',')
    .map(readEntry);
  for (const { type, parameters } of entries) {
    const { as, g: group, v: version } = parameters;
    if (PLAIN.has(type) && (as === undefined || forms.includes(as))) {
      return { yaml: type === 'application/yaml', as, group, version };
    }
  }
  throw new KubeError(
    'NotAcceptable',
    'only the following media types are accepted: application/json, application/yaml',
  );
}
