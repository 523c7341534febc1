import { parseDocument } from 'yaml';
import { ConfigSyncError, knv, knvOfPaths } from './knvErrors';

export type Json = Record<string, any>;

/** An object of the source, with the file that it comes from. */
export interface SourceObject {
  path: string;
  object: Json;
}

export interface ParsedFiles {
  objects: SourceObject[];
  errors: ConfigSyncError[];
}

/** Files that belong to the host of a repository, not to the cluster. */
const IGNORED = new Set(['.github', '.gitlab', '.gitlab-ci.yml', '.git']);

const LOCAL_CONFIG = 'config.kubernetes.io/local-config';

/** A file with many mistakes must not make a status of any size. */
const MOST_ERRORS_OF_A_FILE = 100;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only comments and white space. */
function isEmpty(document: string): boolean {
  return document
    .split('\n')
    .every(line => line.trim() === '' || line.trim().startsWith('#'));
}

/** A file that cannot be read; the message is the one of the parser. */
class FileProblem extends Error {}

function parseYaml(text: string): unknown[] {
  return `\n${text}`
    .split('\n---')
    .filter(document => !isEmpty(document))
    .map(document => {
      // YAML 1.1 and no more aliases than a person writes: what Kubernetes' own parser takes.
      const parsed = parseDocument(document, { version: '1.1', merge: true });
      const [error] = parsed.errors;
      if (error) {
        const line = error.linePos ? ` line ${error.linePos[0].line}:` : '';
        throw new FileProblem(
          `error converting YAML to JSON: yaml:${line} ${
            error.message.split(' at line')[0].split('\n')[0]
          }`,
        );
      }
      try {
        return parsed.toJS({ maxAliasCount: 100 });
      } catch (reason) {
        throw new FileProblem(
          `error converting YAML to JSON: yaml: ${(reason as Error).message}`,
        );
      }
    });
}

function parseText(path: string, text: string): unknown[] {
  if (/\.ya?ml$/.test(path)) {
    return parseYaml(text);
  }
  if (/\.json$/.test(path)) {
    if (text.trim() === '') {
      return [];
    }
    try {
      return [JSON.parse(text)];
    } catch (error) {
      throw new FileProblem((error as Error).message);
    }
  }
  return [];
}

function requireKind(value: unknown): Json {
  const json = JSON.stringify(value);
  if (!isObject(value)) {
    throw new FileProblem(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${
        Array.isArray(value) ? 'array' : typeof value
      } into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    );
  }
  for (const [field, name] of [
    ['kind', 'Kind'],
    ['apiVersion', 'apiVersion'],
  ]) {
    if (typeof value[field] !== 'string' || value[field] === '') {
      throw new FileProblem(`Object '${name}' is missing in '${json}'`);
    }
  }
  return value;
}

function flatten(object: Json): Json[] {
  const isList = object.kind.endsWith('List') && Array.isArray(object.items);
  return isList
    ? object.items.flatMap((item: unknown) => flatten(requireKind(item)))
    : [object];
}

function errorObject({ path, object }: SourceObject) {
  const { apiVersion, kind, metadata } = object;
  return {
    path,
    apiVersion,
    kind,
    name: textOf(metadata?.name),
    namespace: textOf(metadata?.namespace),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Names of the entries of a map that are not text. */
function nonText(map: unknown): string[] {
  return isObject(map)
    ? Object.entries(map)
        .filter(([, value]) => typeof value !== 'string')
        .map(([key]) => key)
        .sort()
    : [];
}

/** What is wrong with the shape of one object; undefined when it can be read on. */
function shapeError(source: SourceObject): ConfigSyncError | undefined {
  const { metadata, status, apiVersion } = source.object;
  const at = [errorObject(source)];
  const wrong = [
    ...(metadata && !isObject(metadata) ? ['metadata must be an object'] : []),
    ...['name', 'namespace']
      .filter(field => typeof (metadata?.[field] ?? '') !== 'string')
      .map(field => `metadata.${field} must be a string`),
    ...['labels', 'annotations']
      .filter(field => metadata?.[field] && !isObject(metadata[field]))
      .map(field => `metadata.${field} must be a map`),
  ];
  if (wrong.length) {
    return knv('2010', wrong.join('\n'), at);
  }
  const own = apiVersion.startsWith('configmanagement.gke.io/');
  if (!own && isObject(status) && Object.keys(status).length) {
    return knv(
      '1045',
      'Configs with "status" specified are not allowed. To fix, either remove the config or remove the "status" field in the config:',
      at,
    );
  }
  const annotations = nonText(metadata?.annotations);
  if (annotations.length) {
    return knv(
      '1054',
      `Values in metadata.annotations MUST be strings. To fix, add quotes around the values. Non-string values for:\n\nmetadata.annotations.${annotations.join(
        '\nmetadata.annotations.',
      )} `,
      at,
    );
  }
  const labels = nonText(metadata?.labels);
  return labels.length
    ? knv(
        '2010',
        `Values in metadata.labels MUST be strings. Non-string values for: ${labels.join(
          ', ',
        )}`,
        at,
      )
    : undefined;
}

function isLocal({ metadata }: Json): boolean {
  const value = metadata?.annotations?.[LOCAL_CONFIG];
  return value !== undefined && value !== 'false';
}

/**
 * Reads the objects of files.
 *
 * @param files - text by path within the repository
 * @param root - the folder in the reconciler's container; errors about a file name it from there,
 *   as the product does
 */
export function parseFiles(
  files: ReadonlyMap<string, string>,
  root: string,
): ParsedFiles {
  const objects: SourceObject[] = [];
  const errors: ConfigSyncError[] = [];
  for (const [path, content] of files) {
    if (path.split('/').some(part => IGNORED.has(part))) {
      continue;
    }
    try {
      const found = parseText(path, content)
        .flatMap(value => flatten(requireKind(value)))
        .map(object => ({
          path,
          // What is there without a value is not there.
          object: { ...object, metadata: object.metadata ?? {} },
        }))
        .filter(({ object }) => !isLocal(object));
      const wrong = found.flatMap(source => shapeError(source) ?? []);
      errors.push(...wrong.slice(0, MOST_ERRORS_OF_A_FILE));
      objects.push(...found);
    } catch (error) {
      if (!(error instanceof FileProblem)) {
        throw error;
      }
      errors.push(knvOfPaths('2001', error.message, [`${root}/${path}`]));
    }
  }
  return { objects: errors.length ? [] : objects, errors };
}
