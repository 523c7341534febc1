import { isDeepStrictEqual } from 'node:util';
import type { ClusterObjects } from '../cluster/ClusterObjects';
import type { Json, KubeObject } from '../cluster/objects';
import type { ObjectProgress } from './ApplyRun';
import { ObjectRef, refText } from './applyOrder';
import { findObject } from './findObject';
import { inventoryId, RESOURCE_GROUP_API, SyncId } from './identity';
import { KStatus, kstatus } from './kstatus';
import { ownerOf } from './managedObject';
import { saysTheSame } from './syncStatus';

const RESOURCE = 'resourcegroups.kpt.dev';
const MANAGER = 'resourcegroup-controller';

/** What an inventory says of one object. */
export function resourceStatus(
  { ref, strategy, actuation, reconcile }: ObjectProgress,
  live: KStatus,
  extra: { overlap?: string; commit: string; at: string },
): Json {
  // What was not applied says nothing about the source, however well it is.
  const unsure =
    actuation !== 'Succeeded' && live !== 'NotFound' && live !== 'Terminating';
  return {
    ...ref,
    status: unsure ? 'Unknown' : live,
    strategy,
    actuation,
    reconcile,
    ...(actuation === 'Succeeded'
      ? { sourceHash: extra.commit.slice(0, 7) }
      : {}),
    ...(extra.overlap
      ? {
          conditions: [
            {
              type: 'OwnershipOverlap',
              status: 'True',
              reason: 'Overlap',
              message: `This resource is owned by another inventory object: ${extra.overlap}. The status only reflects the specification for the current object in ResourceGroup. `,
              lastTransitionTime: extra.at,
            },
          ],
        }
      : {}),
  };
}

/** Conditions of an inventory as a whole. */
export function groupConditions(resources: Json[], at: string): Json[] {
  const failed = resources.filter(({ status }) => status === 'Failed');
  const condition = (
    type: string,
    status: string,
    reason: string,
    message: string,
  ) => ({
    type,
    status,
    reason,
    message,
    lastTransitionTime: at,
  });
  return [
    condition(
      'Reconciling',
      'False',
      'FinishReconciling',
      'finish reconciling',
    ),
    failed.length
      ? condition(
          'Stalled',
          'True',
          'ComponentFailed',
          `The following components failed: ${failed
            .map(({ group, kind, namespace, name }) =>
              [group, kind, namespace, name].join('/'),
            )
            .join(', ')}`,
        )
      : condition(
          'Stalled',
          'False',
          'FinishReconciling',
          'finish reconciling',
        ),
  ];
}

/** The object that holds an inventory, without its status. */
export function resourceGroup(
  id: SyncId,
  refs: ObjectRef[],
  options: { statusDisabled: boolean; owner?: KubeObject },
) {
  const { owner } = options;
  return {
    apiVersion: RESOURCE_GROUP_API,
    kind: 'ResourceGroup',
    metadata: {
      name: id.name,
      namespace: id.namespace,
      labels: {
        'cli-utils.sigs.k8s.io/inventory-id': inventoryId(id),
        'app.kubernetes.io/managed-by': 'configmanagement.gke.io',
      },
      annotations: {
        'configsync.gke.io/status': options.statusDisabled
          ? 'disabled'
          : 'enabled',
      },
      ...(owner
        ? {
            ownerReferences: [
              {
                apiVersion: owner.apiVersion,
                kind: owner.kind,
                name: owner.metadata.name,
                uid: owner.metadata.uid,
              },
            ],
          }
        : {}),
    },
    spec: { resources: refs },
  };
}

/** The ResourceGroup of one sync: what it applied, and how that is. */
export class Inventory {
  private progress: ObjectProgress[] = [];
  private commit = '';

  constructor(
    private readonly cluster: ClusterObjects,
    private readonly id: SyncId,
  ) {}

  /** What was applied before, as the cluster has it. */
  refs(): ObjectRef[] {
    const group = this.find();
    return (group?.spec?.resources ?? []).map(
      ({ group: name, kind, namespace, name: object }: Json) => ({
        group: name ?? '',
        kind,
        namespace: namespace ?? '',
        name: object,
      }),
    );
  }

  /** Whether it says anything of an object. */
  has(key: string): boolean {
    return this.progress.some(({ ref }) => refText(ref) === key);
  }

  /** Writes down what is applied from now on, before it is. */
  write(
    progress: ObjectProgress[],
    options: { commit: string; statusDisabled: boolean; owner: KubeObject },
  ): void {
    this.progress = progress;
    this.commit = options.commit;
    const gone = ({ strategy, actuation, reconcile }: ObjectProgress) =>
      strategy === 'Delete' &&
      actuation === 'Succeeded' &&
      reconcile === 'Succeeded';
    const refs = progress.filter(entry => !gone(entry)).map(({ ref }) => ref);
    const wanted = resourceGroup(this.id, refs, options);
    const before = this.find();
    if (!before) {
      this.cluster.create(wanted, { manager: MANAGER });
    } else if (
      !isDeepStrictEqual(before.spec, wanted.spec) ||
      !isDeepStrictEqual(
        before.metadata.annotations,
        wanted.metadata.annotations,
      )
    ) {
      this.cluster.update(
        {
          ...before,
          spec: wanted.spec,
          metadata: {
            ...before.metadata,
            annotations: wanted.metadata.annotations,
          },
        },
        { manager: MANAGER },
      );
    }
    this.refresh();
  }

  /** Writes how the objects are now. */
  refresh(): void {
    const group = this.find();
    if (!group) {
      return;
    }
    const at = this.cluster.timestamp();
    const disabled =
      group.metadata.annotations?.['configsync.gke.io/status'] === 'disabled';
    const listed = new Set(this.refs().map(refText));
    const resources = this.progress
      .filter(({ ref }) => listed.has(refText(ref)))
      .map(entry => {
        const live = findObject(this.cluster, entry.ref);
        const owner = ownerOf(live);
        return resourceStatus(entry, kstatus(live), {
          overlap: owner && owner !== inventoryId(this.id) ? owner : undefined,
          commit: this.commit,
          at,
        });
      });
    const status = {
      observedGeneration: group.metadata.generation,
      ...(disabled ? {} : { resourceStatuses: resources }),
      conditions: groupConditions(disabled ? [] : resources, at),
    };
    if (!saysTheSame(group.status, status)) {
      this.cluster.updateStatus({ ...group, status }, { manager: MANAGER });
    }
  }

  remove(): void {
    if (this.find()) {
      this.cluster.delete(RESOURCE, this.id.name, this.id.namespace);
    }
  }

  private find(): KubeObject | undefined {
    return this.cluster.find(RESOURCE, this.id.name, this.id.namespace);
  }
}
