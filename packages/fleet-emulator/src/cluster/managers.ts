import { WriteOptions } from './clusterOptions';
import { Writer } from './fieldManagement';
import { KubeObject, KubeObjectInput, ManagedFields } from './objects';

/** Says in an object who wrote what of it. Changes the object. */
export function setManagers(
  object: KubeObject,
  managed?: ManagedFields[],
): void {
  if (managed?.length) {
    object.metadata.managedFields = managed;
  } else {
    delete object.metadata.managedFields;
  }
}

/** Who writes, as the fields that they write will say. */
export function writerOf(
  { apiVersion }: KubeObjectInput,
  { manager = 'fleet-emulator', subresource }: WriteOptions,
  time: string,
): Writer {
  return { manager, apiVersion, subresource, time };
}
