import { configSyncRules, duplicates } from './configSync';
import { meshRules } from './mesh';
import { parseFiles } from './parseFiles';
import { podRules } from './pod';
import { schemaFindings } from './schemaRule';
import type { CheckOptions, Finding, ManifestFile } from './types';
import { safely } from './words';

const MOST_FINDINGS = 5_000;
const RULES = [...configSyncRules, ...meshRules, ...podRules];

/**
 * Says what is wrong with a folder of manifests, by file and line.
 *
 * Of a tree of kustomize, what it leaves out is not looked at, and patches are no objects.
 */
export async function checkManifests(
  files: readonly ManifestFile[],
  options: CheckOptions = {},
): Promise<Finding[]> {
  const { objects, findings, trees } = parseFiles(files);
  const found = [
    ...findings,
    ...(await schemaFindings(objects)),
    ...duplicates(objects, trees, options),
    ...RULES.flatMap(rule => rule(objects, options)),
  ];
  const told = found.slice(0, MOST_FINDINGS).map(safely).sort(byPlace);
  return found.length > told.length ? [...told, cutAt(found.length)] : told;
}

function cutAt(count: number): Finding {
  return {
    severity: 'error',
    rule: 'size',
    file: '',
    message: `There are ${count} findings, and the first ${MOST_FINDINGS} are told`,
    cause: 'Nobody reads more.',
    remedy: 'Mend these first, and check again.',
  };
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) {
    return a.file < b.file ? -1 : 1;
  }
  return (a.line ?? 0) - (b.line ?? 0);
}
