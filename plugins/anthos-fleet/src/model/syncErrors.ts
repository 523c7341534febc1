import type { SyncErrorResource } from 'backstage-plugin-anthos-fleet-common';

/**
 * The first sentence of an error, for reading: the code in front and the pointer to the manual
 * behind are said elsewhere.
 */
export function errorHeadline(message: string): string {
  const [paragraph] = message
    .replace(/^\s*KNV\d+\s*:\s*/i, '')
    .split(/\n\s*\n|\n(?=For more information)/);
  const line = paragraph.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** Whether the message says more than its headline. */
export function hasMore(message: string): boolean {
  return message.trim() !== errorHeadline(message);
}

/** A resource as people name it: `Deployment api in grunnbok-main`. */
export function resourceName(resource: SyncErrorResource): string {
  const name = [resource.kind, resource.name].filter(Boolean).join(' ');
  return [name, resource.namespace].filter(Boolean).join(' · ');
}
