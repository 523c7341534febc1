import { createHash } from 'node:crypto';
import {
  stringifyClusterRef,
  type ClusterRef,
} from 'backstage-plugin-anthos-fleet-common';

const MAX_LENGTH = 63;
const HASH_LENGTH = 12;
const PLAIN_PART = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * Name of the entity of a cluster: its ref with dots for slashes. A ref that is too long, or whose
 * parts hold other characters, keeps its readable end and gets a hash, set off by an underscore,
 * which no plain name contains. So two refs never share a name, and a name never depends on
 * another cluster.
 *
 * @public
 */
export function clusterEntityName(ref: ClusterRef): string {
  const parts = [ref.project, ref.location, ref.name];
  const plain = parts.join('.');
  if (
    plain.length <= MAX_LENGTH &&
    parts.every(part => PLAIN_PART.test(part))
  ) {
    return plain;
  }
  const hash = createHash('sha256')
    .update(stringifyClusterRef(ref))
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const readable = plain
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9.-]/g, '-')
    .slice(-(MAX_LENGTH - HASH_LENGTH - 1))
    .replace(/^[^a-z0-9]+/, '');
  return `${readable || 'cluster'}_${hash}`;
}
