import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ObservedNamespace,
  PackageSyncKey,
} from 'backstage-plugin-anthos-fleet-common';
import type { OwnershipConfig } from '../config';
import type { FleetStore } from '../store';
import { CatalogReader, type CatalogOwners } from './CatalogReader';
import { matchesPattern } from './names';
import type { OwnedCluster } from './OwnedNamespaces';

export interface OwnerResolverOptions {
  config: OwnershipConfig;
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: AuthService;
  store: Pick<FleetStore, 'selectClusters'>;
  logger: LoggerService;
  now?: () => number;
}

const RENEW_AFTER_MS = 5 * 60_000;
const RETRY_AFTER_MS = 30_000;
/** A catalog that is slow must not hold up a sweep for longer. */
const FIRST_WAIT_MS = 10_000;

/**
 * Says whose a package sync is: what the configuration says, then what the entities of the catalog
 * say, then what the labels of the namespace say. The catalog is read in the background; while it
 * cannot be read, what it said last holds.
 */
export class OwnerResolver {
  readonly #config: OwnershipConfig;
  readonly #reader: CatalogReader;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #owners: CatalogOwners | undefined;
  #reading: Promise<void> | undefined;
  #dueAt = 0;
  #failing = false;

  constructor(options: OwnerResolverOptions) {
    this.#config = options.config;
    this.#reader = new CatalogReader(options);
    this.#logger = options.logger.child({ class: OwnerResolver.name });
    this.#now = options.now ?? (() => performance.now());
  }

  /**
   * @param namespace - that of a RepoSync, when it is known
   * @returns entity ref; undefined when nobody is known to own it
   */
  ownerOf(
    cluster: OwnedCluster,
    sync: PackageSyncKey,
    namespace?: ObservedNamespace,
  ): string | undefined {
    if (sync.kind === 'RootSync') {
      return this.#config.platform;
    }
    return (
      this.#ruleOwner(cluster, sync.namespace) ??
      this.#owners?.namespaces.ownerOf(cluster, sync.namespace) ??
      this.#labelOwner(namespace)
    );
  }

  /**
   * Renews what the catalog says when it is old. Waits for the first answer only, and not for long;
   * never rejects.
   */
  async refresh(): Promise<void> {
    if (this.#now() >= this.#dueAt && !this.#reading) {
      this.#reading = this.#read().finally(() => {
        this.#reading = undefined;
      });
    }
    if (this.#reading && !this.#owners) {
      await atMost(this.#reading, FIRST_WAIT_MS);
    }
  }

  async #read(): Promise<void> {
    try {
      this.#owners = await this.#reader.read();
      this.#dueAt = this.#now() + RENEW_AFTER_MS;
      this.#failing = false;
    } catch (error) {
      this.#dueAt = this.#now() + RETRY_AFTER_MS;
      if (!this.#failing) {
        this.#failing = true;
        this.#logger.warn(
          `Owners cannot be read from the catalog and stay as they were: ${
            toError(error).message
          }`,
        );
      }
    }
  }

  #ruleOwner(
    { ref, name }: OwnedCluster,
    namespace: string,
  ): string | undefined {
    const names = [ref, ref.slice(ref.indexOf('/') + 1), name];
    return this.#config.rules.find(
      rule =>
        rule.namespaces.some(pattern => matchesPattern(namespace, pattern)) &&
        (rule.clusters === undefined ||
          rule.clusters.some(pattern =>
            names.some(text => matchesPattern(text, pattern)),
          )),
    )?.owner;
  }

  /** A label names a group only where there is such a group: labels are anybody's. */
  #labelOwner(namespace: ObservedNamespace | undefined): string | undefined {
    for (const label of this.#config.namespaceLabels) {
      const value =
        namespace && Object.hasOwn(namespace.labels, label)
          ? namespace.labels[label]
          : undefined;
      const group =
        value && this.#owners?.groups.get(value.toLocaleLowerCase('en-US'));
      if (group) {
        return group;
      }
    }
    return undefined;
  }
}

async function atMost(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([promise, timeout]);
  clearTimeout(timer);
}
