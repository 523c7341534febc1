import {
  judgePackageSync,
  packageSyncKey,
  type ObservedPackageSync,
  type PackageSyncContext,
  type PackageSyncKey,
  type SyncKind,
} from 'backstage-plugin-anthos-fleet-common';
import { field } from '../../google/json';
import { readPackageSyncFacts } from './packageSyncFacts';
import { nameAt } from './strict';
import { Unreadable } from './Unreadable';

/** Text of errors that is kept of one cluster; beyond it, errors are counted and not listed. */
const MAX_ERROR_TEXT = 8 * 1024 * 1024;

/** Collects the package syncs of one cluster, of both kinds. */
export class PackageSyncs {
  readonly #context: PackageSyncContext;
  readonly #syncs = new Map<SyncKind, Map<string, ObservedPackageSync>>();
  /** Objects that do not say which sync they are. */
  #unnamed = 0;
  #errorText = 0;

  /** @param context - what is known of the cluster's Config Sync itself */
  constructor(context: PackageSyncContext) {
    this.#context = context;
  }

  /** Forgets the syncs of a kind. */
  restart(kind: SyncKind): void {
    this.#syncs.set(kind, new Map());
  }

  get all(): ObservedPackageSync[] {
    return [...this.#syncs.values()].flatMap(syncs => [...syncs.values()]);
  }

  get unnamed(): number {
    return this.#unnamed;
  }

  /**
   * Takes in one object. What cannot be read of it costs it alone: its state is unknown then.
   *
   * @param tooLarge - this is its metadata alone
   */
  add(kind: SyncKind, raw: unknown, tooLarge: boolean): void {
    const namespace = nameAt(raw, 'namespace');
    const name = nameAt(raw, 'name');
    if (!namespace || !name || !isOfKind(raw, kind)) {
      this.#unnamed++;
      return;
    }
    const key = { kind, namespace, name };
    this.#syncs
      .get(kind)
      ?.set(
        packageSyncKey(key),
        tooLarge
          ? unreadable(key, 'it is larger than what is read of a cluster')
          : this.#withinLimits(translate(key, raw, this.#context)),
      );
  }

  #withinLimits(sync: ObservedPackageSync): ObservedPackageSync {
    const text = JSON.stringify(sync.errors).length;
    if (this.#errorText + text > MAX_ERROR_TEXT) {
      return { ...sync, errors: [], shownErrorCount: 0, truncated: true };
    }
    this.#errorText += text;
    return sync;
  }
}

// Items of a list need not say their kind; of what is asked for as metadata it is another.
function isOfKind(raw: unknown, kind: SyncKind): boolean {
  const its = field(raw, 'kind');
  return its === undefined || its === kind || its === 'PartialObjectMetadata';
}

function translate(
  key: PackageSyncKey,
  raw: unknown,
  context: PackageSyncContext,
): ObservedPackageSync {
  try {
    const facts = readPackageSyncFacts(raw, key);
    return { ...key, ...judgePackageSync(facts, context) };
  } catch (error) {
    return unreadable(
      key,
      error instanceof Unreadable
        ? error.message
        : 'it is not what its API says it is',
    );
  }
}

function unreadable(key: PackageSyncKey, why: string): ObservedPackageSync {
  const step = { state: 'unknown' as const, errorCount: 0 };
  return {
    ...key,
    state: 'unknown',
    message: `The cluster's answer about this sync could not be used: ${why}`,
    sourceType: 'unknown',
    steps: { source: step, rendering: step, sync: step },
    errors: [],
    errorCount: 0,
    shownErrorCount: 0,
    truncated: false,
  };
}
