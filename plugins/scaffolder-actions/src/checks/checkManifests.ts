import { validateManifest } from '../schemas';
import { configSyncRules, duplicates } from './configSync';
import { finding } from './fields';
import { meshRules } from './mesh';
import type { ManifestFile } from './parseFile';
import { parseFiles } from './parseFiles';
import { podRules } from './pod';
import type { CheckedObject, CheckOptions, Finding } from './types';

const RULES = [...configSyncRules, ...meshRules, ...podRules];

/** Finds what is wrong with the manifests of a folder; sorted by file and line. */
export async function checkManifests(
  files: readonly ManifestFile[],
  options: CheckOptions = {},
): Promise<Finding[]> {
  const { objects, findings } = parseFiles(files);
  const found = [...findings];
  for (const object of objects) {
    found.push(...(await schemaFindings(object)));
  }
  for (const rule of RULES) {
    found.push(...rule(objects, options));
  }
  return found.sort(
    (a, b) =>
      compare(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** Kinds of Config Sync that have no schema but rules. */
const RULED = /^configmanagement\.gke\.io\//;

async function schemaFindings(object: CheckedObject): Promise<Finding[]> {
  const problems = await validateManifest(object.value);
  return problems
    .filter(
      ({ type }) => type !== 'unknown-kind' || !RULED.test(object.apiVersion),
    )
    .map(({ pointer, message, type }) =>
      finding(
        'schema',
        object,
        pointer,
        type === 'unknown-kind'
          ? {
              severity: 'info',
              message,
              cause:
                'It is a custom resource, and its definition is in a cluster.',
              remedy:
                'Have the clusters check it: choose clusters for the check.',
            }
          : {
              severity: 'error',
              message,
              cause: `The object does not fit the schema of ${object.kind} of ${object.apiVersion}, so a cluster refuses it.`,
              remedy: 'Correct the field in the file.',
            },
      ),
    );
}
