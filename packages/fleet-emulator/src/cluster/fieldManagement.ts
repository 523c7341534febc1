import {
  changedFields,
  disagreements,
  fieldsOf,
  overlay,
  ownable,
  present,
  remove,
  subtract,
  union,
} from './fieldSets';
import { KubeCause, KubeError } from './KubeError';
import { equal, FieldSet, Json, KubeObject, ManagedFields } from './objects';

/** Who writes, in which version, to which part. */
export interface Writer {
  manager: string;
  apiVersion: string;
  subresource?: string;
  /** RFC 3339 */
  time: string;
}

function isOf(writer: Writer, operation: ManagedFields['operation']) {
  return (entry: ManagedFields) =>
    entry.manager === writer.manager &&
    entry.operation === operation &&
    (entry.subresource ?? '') === (writer.subresource ?? '');
}

function isEmpty(fields: FieldSet): boolean {
  return Object.keys(fields).length === 0;
}

function entryOf(
  writer: Writer,
  operation: ManagedFields['operation'],
  fieldsV1: FieldSet,
): ManagedFields {
  return {
    manager: writer.manager,
    operation,
    apiVersion: writer.apiVersion,
    time: writer.time,
    fieldsType: 'FieldsV1',
    fieldsV1,
    ...(writer.subresource ? { subresource: writer.subresource } : {}),
  };
}

/**
 * Who manages what after a write that is no apply: the writer takes the fields that it changed
 * from everybody, and fields that are gone belong to nobody.
 *
 * @param written - the managers that the writer sent along; kubectl moves fields to itself so
 */
export function managedAfterUpdate(
  before: KubeObject | undefined,
  after: KubeObject,
  writer: Writer,
  written?: readonly ManagedFields[],
): ManagedFields[] | undefined {
  const live = ownable(after);
  const changed = changedFields(before ? ownable(before) : {}, live);
  const all = fieldsOf(live);
  const current = (
    (before && written) ??
    before?.metadata.managedFields ??
    []
  ).filter(({ fieldsV1 }) => fieldsV1);
  const mine = current.find(isOf(writer, 'Update'));
  const result = current
    .filter(entry => entry !== mine)
    .map(entry => ({
      ...entry,
      fieldsV1: present(subtract(entry.fieldsV1, changed), all),
    }));
  const fields = present(union(mine?.fieldsV1 ?? {}, changed), all);
  if (!isEmpty(fields)) {
    const unchanged = mine && isEmpty(changed) && equal(mine.fieldsV1, fields);
    result.push(unchanged ? mine : entryOf(writer, 'Update', fields));
  }
  return result.filter(({ fieldsV1 }) => !isEmpty(fieldsV1));
}

interface Owned {
  entry: ManagedFields;
  paths: string[];
}

/**
 * Server-side apply: lays `applied` over the live object. Fields that the writer applied before,
 * and now leaves out, go away unless somebody else has them too.
 *
 * @throws KubeError Conflict when others have fields that would change, unless `force`
 */
export function applyFields(
  live: KubeObject | undefined,
  applied: Json,
  writer: Writer,
  force: boolean,
): { object: Json; managedFields: ManagedFields[] } {
  const wanted = ownable(applied);
  const fields = fieldsOf(wanted);
  const current = live?.metadata.managedFields ?? [];
  const mine = current.find(isOf(writer, 'Apply'));
  const others = current.filter(entry => entry !== mine);

  const conflicts = others
    .map((entry): Owned => {
      const paths = disagreements(entry.fieldsV1, fields, live, wanted);
      return { entry, paths };
    })
    .filter(({ paths }) => paths.length > 0);
  if (conflicts.length > 0 && !force) {
    throw conflictError(conflicts);
  }
  const contested = new Set(conflicts.map(({ entry }) => entry));
  const kept = others
    .map(entry =>
      contested.has(entry)
        ? { ...entry, fieldsV1: subtract(entry.fieldsV1, fields) }
        : entry,
    )
    .filter(({ fieldsV1 }) => !isEmpty(fieldsV1));

  const dropped = kept.reduce(
    (rest, entry) => subtract(rest, entry.fieldsV1),
    subtract(mine?.fieldsV1 ?? {}, fields),
  );
  const base = live ? (remove(live, dropped) as Json) : {};
  const unchanged = mine && equal(mine.fieldsV1, fields);
  return {
    object: overlay(base, applied) as Json,
    managedFields: [
      ...kept,
      unchanged ? mine : entryOf(writer, 'Apply', fields),
    ],
  };
}

function conflictError(conflicts: Owned[]): KubeError {
  const causes = conflicts.flatMap(({ entry, paths }) =>
    paths.map(
      (field): KubeCause => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${describe(entry)}`,
        field,
      }),
    ),
  );
  const groups = conflicts.map(({ entry, paths }) =>
    paths.length === 1
      ? `conflict with ${describe(entry)}: ${paths[0]}`
      : `conflicts with ${describe(entry)}:\n${paths
          .map(path => `- ${path}`)
          .join('\n')}`,
  );
  const count = causes.length;
  return new KubeError(
    'Conflict',
    `Apply failed with ${count} conflict${
      count === 1 ? '' : 's'
    }: ${groups.join('\n')}`,
    { causes },
  );
}

function describe({ manager, subresource, apiVersion }: ManagedFields): string {
  return `"${manager}"${
    subresource ? ` with subresource "${subresource}"` : ''
  } using ${apiVersion}`;
}
