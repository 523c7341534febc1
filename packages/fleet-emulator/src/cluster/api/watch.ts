import { ClusterObjects } from '../ClusterObjects';
import { Kind } from '../Kind';
import { KubeError } from '../KubeError';
import { KubeObject } from '../objects';
import { ClusterChange } from '../ObjectStore';
import { parseFieldSelector, parseLabelSelector } from '../selectors';
import { KubeResponse } from './messages';

const DEFAULT_SECONDS = 300;
const MOST_SECONDS = 1_800;

interface WatchOptions {
  namespace?: string;
  query: URLSearchParams;
  /** Writes an object in the version and form that was asked for. */
  write: (object: KubeObject) => string;
}

/** What a change is to somebody who sees only some of the objects. */
function eventType(
  { type, object, before }: ClusterChange,
  isSeen: (object: KubeObject) => boolean,
): string | undefined {
  const sees = isSeen(object);
  const saw = before !== undefined && isSeen(before);
  if (type === 'deleted') {
    return sees ? 'DELETED' : undefined;
  }
  if (sees) {
    return saw ? 'MODIFIED' : 'ADDED';
  }
  return saw ? 'DELETED' : undefined;
}

/**
 * Follows the changes of a kind for a while. Without a `resourceVersion` it begins with all that
 * is there.
 */
export function watch(
  cluster: ClusterObjects,
  kind: Kind,
  { namespace, query, write }: WatchOptions,
): KubeResponse {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(
    query.get('fieldSelector') ?? '',
    kind.groupResource,
  );
  const isSeen = (object: KubeObject) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    labels(object) &&
    fields(object);
  const line = (type: string, object: string) =>
    `{"type":"${type}","object":${object}}\n`;
  const lineOf = (change: ClusterChange) => {
    const type =
      change.kind.groupResource === kind.groupResource
        ? eventType(change, isSeen)
        : undefined;
    return type ? line(type, write(change.object)) : '';
  };
  const since = query.get('resourceVersion') ?? '';
  const head = { status: 200, contentType: 'application/json' };
  const missed =
    since === '' || since === '0'
      ? cluster
          .all(kind.groupResource)
          .filter(isSeen)
          .map(object => line('ADDED', write(object)))
      : cluster.changesSince(since)?.map(lineOf);
  if (!missed) {
    const expired = new KubeError(
      'Expired',
      `too old resource version: ${since} (${cluster.resourceVersion})`,
    );
    return {
      ...head,
      body: line('ERROR', JSON.stringify(expired.toStatus())),
    };
  }
  const seconds = Math.min(
    Number(query.get('timeoutSeconds')) || DEFAULT_SECONDS,
    MOST_SECONDS,
  );
  return {
    ...head,
    body: missed.join(''),
    follow(send, end) {
      const stop = cluster.subscribe(change => {
        const text = lineOf(change);
        if (text) {
          send(text);
        }
      });
      const timer = setTimeout(end, seconds * 1_000);
      timer.unref();
      return () => {
        stop();
        clearTimeout(timer);
      };
    },
  };
}
