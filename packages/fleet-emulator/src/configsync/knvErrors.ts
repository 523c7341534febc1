import type { Json } from '../cluster/objects';
import { groupOf } from './identity';

/** The part of an object that its errors name. */
export interface ErrorObject {
  apiVersion: string;
  kind: string;
  name?: string;
  namespace?: string;
  /** The file that it comes from. */
  path?: string;
}

/** One error in `status.*.errors` of a RootSync or RepoSync. */
export interface ConfigSyncError {
  /** Digits only: `1021`. */
  code: string;
  errorMessage: string;
  errorResources?: Array<{
    sourcePath?: string;
    name?: string;
    namespace?: string;
    gvk: { group: string; version: string; kind: string };
  }>;
}

/** `apps/v1, Kind=Deployment`, the way Go prints it. */
export function printGvk(apiVersion: string, kind: string): string {
  return `${apiVersion}, Kind=${kind}`;
}

/** `Deployment.apps`; `Service` for the core group. */
export function printGroupKind(object: Json): string {
  const { group } = groupOf(object.apiVersion);
  return group ? `${object.kind}.${group}` : object.kind;
}

/** `Deployment.apps, cadastre-main/api`, as the applier names objects. */
export function printId(object: ErrorObject): string {
  return `${printGroupKind(object)}, ${object.namespace ?? ''}/${
    object.name ?? ''
  }`;
}

/** An object as it stands below a message, line by line. */
function printObject(object: ErrorObject): string {
  const { group, version } = groupOf(object.apiVersion);
  return [
    ...(object.path ? [`source: ${object.path}`] : []),
    ...(object.namespace ? [`namespace: ${object.namespace}`] : []),
    `metadata.name:${object.name ? ` ${object.name}` : ''}`,
    `group:${group ? ` ${group}` : ''}`,
    `version: ${version}`,
    `kind: ${object.kind}`,
  ].join('\n');
}

function trailer(code: string): string {
  return `\n\nFor more information, see https://g.co/cloud/acm-errors#knv${code}`;
}

/** An error of Config Sync in the product's own form. */
export function knv(
  code: string,
  message: string,
  objects: ErrorObject[] = [],
): ConfigSyncError {
  const below = objects.map(printObject).sort();
  return {
    code,
    errorMessage: `KNV${code}: ${[message, ...below].join('\n\n')}${trailer(
      code,
    )}`,
    ...(objects.length
      ? {
          errorResources: objects.map(object => ({
            ...(object.path ? { sourcePath: object.path } : {}),
            ...(object.name ? { name: object.name } : {}),
            ...(object.namespace ? { namespace: object.namespace } : {}),
            gvk: {
              ...groupOf(object.apiVersion),
              kind: object.kind,
            },
          })),
        }
      : {}),
  };
}

/** An error about files instead of objects. */
export function knvOfPaths(
  code: string,
  message: string,
  paths: string[],
): ConfigSyncError {
  const below = paths
    .map(path => `path: ${path}${/\.[^/]+$/.test(path) ? '' : '/'}`)
    .sort();
  return {
    code,
    errorMessage: `KNV${code}: ${message}\n\n${below.join('\n')}${trailer(
      code,
    )}`,
    errorResources: paths.map(sourcePath => ({
      sourcePath,
      gvk: { group: '', version: '', kind: '' },
    })),
  };
}
