import { isNamespaced } from '../../schemas';
import { at, groupOf, isKind, listOf, textOf, textsOf } from '../fields';
import type { CheckedObject, Finding } from '../types';
import { knv, nameOf } from './knv';

const GROUP = 'configmanagement.gke.io';
const MODES = ['inherit', 'none'];

/** What HierarchyConfigs may say, and what follows for objects above the folders of namespaces. */
export function inheritance(objects: readonly CheckedObject[]): Finding[] {
  const configs = objects.filter(object =>
    isKind(object, GROUP, 'HierarchyConfig'),
  );
  const kept = new Set(configs.flatMap(notInherited));
  const namespaces = objects
    .filter(object => isKind(object, '', 'Namespace'))
    .map(({ file }) => folderOf(file));
  return [
    ...configs.flatMap(configured),
    ...objects.flatMap(object => inherited(object, namespaces, kept)),
  ];
}

function resourcesOf({ value }: CheckedObject) {
  return listOf(at(value, ['spec', 'resources'])).map((resource, index) => ({
    path: ['spec', 'resources', index],
    group: textOf(at(resource, ['group'])) ?? '',
    kinds: textsOf(at(resource, ['kinds'])),
    mode: at(resource, ['hierarchyMode']),
  }));
}

function notInherited(config: CheckedObject): string[] {
  return resourcesOf(config).flatMap(({ group, kinds, mode }) =>
    mode === 'none' ? kinds.map(kind => `${group}/${kind}`) : [],
  );
}

function configured(config: CheckedObject): Finding[] {
  return resourcesOf(config).flatMap(({ path, group, kinds, mode }) => [
    ...(mode === undefined || MODES.includes(String(mode))
      ? []
      : [
          knv(
            1042,
            config,
            [...path, 'hierarchyMode'],
            `The mode must be ${MODES.join(' or ')}`,
          ),
        ]),
    ...kinds.flatMap((kind, index) => {
      const place = [...path, 'kinds', index];
      if (
        group === GROUP ||
        kind === 'CustomResourceDefinition' ||
        (group === '' && kind === 'Namespace')
      ) {
        return [
          knv(1041, config, place, `Nothing can be configured for ${kind}`),
        ];
      }
      return scopeOf(group, kind) === false
        ? [knv(1046, config, place, `A ${kind} is in no namespace`)]
        : [];
    }),
  ]);
}

/** The version tells nothing about the scope, so that any known one will do. */
function scopeOf(group: string, kind: string): boolean | undefined {
  return isNamespaced(group ? `${group}/v1` : 'v1', kind);
}

function inherited(
  object: CheckedObject,
  namespaces: readonly string[],
  kept: ReadonlySet<string>,
): Finding[] {
  const folder = folderOf(object.file);
  if (
    !folder.startsWith('namespaces/') ||
    namespaces.includes(folder) ||
    isKind(object, '', 'Namespace') ||
    groupOf(object) === GROUP ||
    // Below the folder of a namespace is another mistake.
    namespaces.some(namespace => folder.startsWith(namespace))
  ) {
    return [];
  }
  if (kept.has(`${groupOf(object)}/${object.kind}`)) {
    return [
      knv(1007, object, ['kind'], `A ${object.kind} is not inherited here`),
    ];
  }
  return namespaces.some(namespace => namespace.startsWith(folder))
    ? []
    : [
        knv(
          1044,
          object,
          [],
          `No namespace below ${folder} takes over ${nameOf(object)}`,
        ),
      ];
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}
