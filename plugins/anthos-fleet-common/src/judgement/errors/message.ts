import type { SyncErrorResource } from '../../schema/openapi';
import { capText } from './text';

/** More than this of a message is never read. */
const MAX_LENGTH = 4096;

const LINK = /^For more information, see https?:\/\/\S+$/;
const BLOCK_LINE =
  /^(?:source|namespace|metadata\.name|group|version|kind|path):(?: (.*))?$/;

/**
 * Takes out of a message of Config Sync what is told elsewhere: the code in front, the link at the
 * end, and the blocks that describe resources, where the resources carry the same.
 *
 * @returns at most 4,096 characters
 */
export function cleanMessage(
  message: string,
  resources: readonly SyncErrorResource[] = [],
): string {
  const told = new Set(resources.flatMap(valuesOf));
  return withoutTrailers(message, value => told.has(value));
}

/** The message without code, link and any block that describes a resource. */
export function bareMessage(message: string): string {
  return withoutTrailers(message, () => true);
}

function withoutTrailers(
  message: string,
  isTold: (value: string) => boolean,
): string {
  return plainText(message)
    .split(/\n(?:[ \t]{0,16}\n)+/)
    .filter(paragraph => !isTrailer(paragraph.trim(), isTold))
    .join('\n\n')
    .trim()
    .replace(/^KNV ?\d{4}(?:: ?|$)/i, '')
    .trim();
}

// Control characters have no business in a message, and PostgreSQL refuses one of them.
function plainText(message: string): string {
  return (
    capText(message, MAX_LENGTH)
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  );
}

function isTrailer(
  paragraph: string,
  isTold: (value: string) => boolean,
): boolean {
  if (LINK.test(paragraph)) {
    return true;
  }
  return paragraph.split('\n').every(line => {
    const match = BLOCK_LINE.exec(line.trim());
    if (!match) {
      return false;
    }
    const value = withoutEndSlash(match[1] ?? '');
    return !value || isTold(value);
  });
}

function valuesOf(resource: SyncErrorResource): string[] {
  const { sourcePath, name, namespace, group, version, kind } = resource;
  return [
    withoutEndSlash(sourcePath ?? ''),
    name,
    namespace,
    group,
    version,
    kind,
  ].filter((value): value is string => Boolean(value));
}

function withoutEndSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
