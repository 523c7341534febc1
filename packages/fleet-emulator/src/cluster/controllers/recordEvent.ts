import type { ClusterObjects } from '../ClusterObjects';
import { KubeObject } from '../objects';

interface News {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
}

/** Writes an event about an object, or counts it when it is known already. */
export function recordEvent(
  cluster: ClusterObjects,
  { apiVersion, kind, metadata }: KubeObject,
  news: News,
): void {
  const { name, namespace, uid } = metadata;
  const known = cluster
    .all('events', namespace)
    .find(
      event =>
        event.involvedObject.uid === uid &&
        event.reason === news.reason &&
        event.message === news.message,
    );
  const lastTimestamp = cluster.timestamp();
  if (known) {
    cluster.update({ ...known, count: known.count + 1, lastTimestamp });
    return;
  }
  cluster.create({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      generateName: `${name}.`,
      namespace,
    },
    involvedObject: { apiVersion, kind, name, namespace, uid },
    ...news,
    count: 1,
    firstTimestamp: lastTimestamp,
    lastTimestamp,
    source: { component: 'fleet-emulator' },
  });
}
