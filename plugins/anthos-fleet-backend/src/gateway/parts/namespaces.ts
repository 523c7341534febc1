import type { ObservedNamespace } from 'backstage-plugin-anthos-fleet-common';
import { readList } from '../client/Listing';
import { translateNamespace } from '../translate/namespaces';
import type { PartContext, PartData } from './PartReader';

const MAX_NAMESPACES = 10_000;
const PAGE_SIZE = 500;

/** Reads the names and labels of a cluster's namespaces. */
export async function readNamespaces({
  calls,
  turns,
  address,
}: PartContext): Promise<PartData<ObservedNamespace[]>> {
  const namespaces = new Map<string, ObservedNamespace>();
  let unnamed = 0;
  const { truncated } = await readList(
    calls,
    turns,
    {
      address,
      group: 'v1',
      resource: 'namespaces',
      metadataOnly: true,
      pageSize: PAGE_SIZE,
      max: MAX_NAMESPACES,
    },
    item => {
      const namespace = translateNamespace(item);
      if (namespace) {
        namespaces.set(namespace.name, namespace);
      } else {
        unnamed++;
      }
    },
    () => namespaces.clear(),
  );
  return {
    data: [...namespaces.values()],
    truncated: truncated || unnamed > 0,
  };
}
