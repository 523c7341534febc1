import { ClusterObjects } from '../cluster/ClusterObjects';
import { seedCluster } from '../configsync/seed/seedCluster';
import { stableUuid } from '../hub/wire';
import { ClusterDefinition, clusterKey } from './clusterSchema';
import type { FleetModel } from './FleetModel';

const MOST_NODES = 5;

/** Whether there is a cluster to ask, and not only its registration. */
function isThere({ orphan, state }: ClusterDefinition): boolean {
  return !orphan && state !== 'CREATING';
}

/** What of a cluster decides what is in it. */
function contentOf(definition: ClusterDefinition): string {
  const { configSync, mesh, policyController, namespaces } = definition;
  const { missingKinds, tenantRoles } = definition;
  return JSON.stringify([
    configSync,
    mesh,
    policyController,
    namespaces,
    missingKinds,
    tenantRoles,
  ]);
}

type Listener = (ref: string, objects: ClusterObjects) => void;

/**
 * The Kubernetes clusters behind the fleet, each made when it is first asked for: a fleet of
 * thousands costs nothing until somebody looks.
 *
 * @public
 */
export class FleetClusters {
  private readonly made = new Map<
    string,
    { objects: ClusterObjects; content: string }
  >();
  private readonly listeners = new Set<Listener>();
  private closed = false;

  /**
   * @param model - the fleet
   * @param options - `gitUrl`: where the repositories are served
   * @internal
   */
  constructor(
    private readonly model: FleetModel,
    private readonly options: {
      gitUrl: string;
      now?: () => number;
      podStart?: number;
    },
  ) {
    model.onReplace(() => this.clear());
    model.onChange(ref => this.refresh(ref));
  }

  /**
   * The objects of a cluster. A cluster that is registered twice is one.
   *
   * @param ref - `location/name`
   * @returns undefined when there is no such cluster, or only a registration is left of it
   */
  get(ref: string): ClusterObjects | undefined {
    const definition = this.canonical(ref);
    if (this.closed || !definition || !isThere(definition)) {
      return undefined;
    }
    const key = clusterKey(definition);
    const found = this.made.get(key);
    if (found) {
      return found.objects;
    }
    const objects = this.make(definition);
    this.made.set(key, { objects, content: contentOf(definition) });
    this.listeners.forEach(listener => listener(key, objects));
    return objects;
  }

  /** @internal Called when the objects of a cluster were made, and made anew. */
  onMade(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** @internal The clusters that somebody asked for already. */
  forEachMade(visit: Listener): void {
    this.made.forEach(({ objects }, ref) => visit(ref, objects));
  }

  /** Ends what goes on in the clusters. */
  close(): void {
    this.closed = true;
    this.clear();
  }

  /** The registration that says what is in the cluster: the first that knows of Config Sync. */
  private canonical(ref: string): ClusterDefinition | undefined {
    const definition = this.model.cluster(ref);
    const externalId = definition?.externalId;
    if (externalId === undefined || definition?.configSync) {
      return definition;
    }
    return (
      this.model
        .listClusters()
        .find(other => other.externalId === externalId && other.configSync) ??
      definition
    );
  }

  private make(definition: ClusterDefinition): ClusterObjects {
    const { kubernetes, externalId } = definition;
    const ref = clusterKey(definition);
    const fleet = this.model.settings;
    const objects = new ClusterObjects({
      now: this.options.now,
      podStart: this.options.podStart,
      version: kubernetes?.version,
      nodes: Math.min(kubernetes?.nodes ?? 3, MOST_NODES),
      uid: externalId ?? stableUuid(`${fleet.project.id}/${ref}`),
    });
    const scopes = this.model.scopes.filter(({ clusters }) =>
      clusters.includes(ref),
    );
    const { gitUrl } = this.options;
    objects.seed(() =>
      seedCluster(objects, { fleet, definition, scopes, gitUrl }),
    );
    return objects;
  }

  /** A cluster that the fleet describes otherwise now is made anew when somebody looks. */
  private refresh(ref: string): void {
    const made = this.made.get(ref);
    const definition = this.model.cluster(ref);
    if (!made || (definition && contentOf(definition) === made.content)) {
      return;
    }
    made.objects.close();
    this.made.delete(ref);
  }

  private clear(): void {
    this.made.forEach(({ objects }) => objects.close());
    this.made.clear();
  }
}
